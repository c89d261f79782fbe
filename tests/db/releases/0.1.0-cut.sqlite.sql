BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE cases (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	field VARCHAR, 
	authority VARCHAR NOT NULL, 
	body VARCHAR, 
	unit VARCHAR, 
	place VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	handler_id INTEGER, 
	urgent BOOLEAN NOT NULL, 
	about_officer BOOLEAN NOT NULL, 
	opened_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	closed_at DATETIME, 
	due_on DATE, 
	informed VARCHAR, 
	head VARCHAR NOT NULL, 
	CONSTRAINT pk_cases PRIMARY KEY (id), 
	CONSTRAINT fk_cases_handler_id_people FOREIGN KEY(handler_id) REFERENCES people (id)
);
INSERT INTO "cases" VALUES(1,'question','dat-dai','binh-son','kinh-te-xa','binh-nguyen','','answered',1,0,0,'2026-10-27 10:58:44.024277','2026-11-03 00:16:08.737465',NULL,NULL,NULL,'be54a44134ff644d1e8541c2b1a75a5177f618b65de3a860265eb40a45315943');
INSERT INTO "cases" VALUES(2,'proposal','giao-thong','binh-son','kinh-te-xa','binh-long','','waiting_citizen',1,0,0,'2026-11-05 06:59:56.673358',NULL,NULL,NULL,NULL,'05d98b1893517db9ff5f1537c9f28ec356bd5fb65086bf4d52047802500665bd');
INSERT INTO "cases" VALUES(3,'feedback','moi-truong','van-tuong','kinh-te-xa',NULL,'','accepted',2,0,0,'2026-11-10 11:43:54.733357',NULL,NULL,NULL,NULL,'c3acad7bc393b4bd74e0a1c69baf9f49fbe7cfd3209f3217489dda2dab858915');
INSERT INTO "cases" VALUES(4,'proposal','giao-duc','binh-minh','vhxh-xa','binh-an','','new',NULL,0,0,'2026-11-21 06:44:55.136216',NULL,NULL,NULL,NULL,'6da6f37ccdd8d3625ef396dca08b869c261844461c64deb2c2efc030b1bcaad4');
CREATE TABLE chat_seqs (
	chat_id INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_chat_seqs PRIMARY KEY (chat_id), 
	CONSTRAINT fk_chat_seqs_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id)
);
INSERT INTO "chat_seqs" VALUES(1,5);
INSERT INTO "chat_seqs" VALUES(2,2);
INSERT INTO "chat_seqs" VALUES(3,1);
INSERT INTO "chat_seqs" VALUES(4,2);
INSERT INTO "chat_seqs" VALUES(5,1);
INSERT INTO "chat_seqs" VALUES(6,2);
INSERT INTO "chat_seqs" VALUES(7,1);
INSERT INTO "chat_seqs" VALUES(8,2);
INSERT INTO "chat_seqs" VALUES(9,0);
CREATE TABLE chats (
	id INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	chat_key VARCHAR NOT NULL, 
	private BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	hidden_upto INTEGER NOT NULL, 
	unreachable VARCHAR, 
	CONSTRAINT pk_chats PRIMARY KEY (id), 
	CONSTRAINT uq_chats_channel_chat_key UNIQUE (channel, chat_key)
);
INSERT INTO "chats" VALUES(1,'console','demo-can-bo-binh-son',1,'2026-10-27 10:58:44.024277',0,NULL);
INSERT INTO "chats" VALUES(2,'console','demo-can-bo-van-tuong',1,'2026-10-27 10:58:44.024277',0,NULL);
INSERT INTO "chats" VALUES(3,'console','demo-can-bo-dong-son',1,'2026-10-27 10:58:44.024277',0,NULL);
INSERT INTO "chats" VALUES(4,'console','demo-can-bo-binh-minh',1,'2026-10-27 10:58:44.024277',0,NULL);
INSERT INTO "chats" VALUES(5,'console','demo-can-bo-binh-chuong',1,'2026-10-27 10:58:44.024277',0,NULL);
INSERT INTO "chats" VALUES(6,'console','demo-dan-1',1,'2026-10-27 10:58:44.024277',0,NULL);
INSERT INTO "chats" VALUES(7,'console','demo-dan-2',1,'2026-11-05 06:59:56.673358',0,NULL);
INSERT INTO "chats" VALUES(8,'console','demo-dan-3',1,'2026-11-10 11:43:54.733357',0,NULL);
INSERT INTO "chats" VALUES(9,'console','demo-dan-4',1,'2026-11-21 06:44:55.136216',0,NULL);
CREATE TABLE contacts (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	chat_id INTEGER, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_contacts PRIMARY KEY (id), 
	CONSTRAINT fk_contacts_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
	CONSTRAINT fk_contacts_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT uq_contacts_channel_address UNIQUE (channel, address)
);
INSERT INTO "contacts" VALUES(1,1,'console','demo-can-bo-binh-son',1,'2026-10-27 10:58:44.024277');
INSERT INTO "contacts" VALUES(2,2,'console','demo-can-bo-van-tuong',2,'2026-10-27 10:58:44.024277');
INSERT INTO "contacts" VALUES(3,3,'console','demo-can-bo-dong-son',3,'2026-10-27 10:58:44.024277');
INSERT INTO "contacts" VALUES(4,4,'console','demo-can-bo-binh-minh',4,'2026-10-27 10:58:44.024277');
INSERT INTO "contacts" VALUES(5,5,'console','demo-can-bo-binh-chuong',5,'2026-10-27 10:58:44.024277');
INSERT INTO "contacts" VALUES(6,6,'console','demo-dan-1',6,'2026-10-27 10:58:44.024277');
INSERT INTO "contacts" VALUES(7,7,'console','demo-dan-2',7,'2026-11-05 06:59:56.673358');
INSERT INTO "contacts" VALUES(8,8,'console','demo-dan-3',8,'2026-11-10 11:43:54.733357');
INSERT INTO "contacts" VALUES(9,9,'console','demo-dan-4',9,'2026-11-21 06:44:55.136216');
CREATE TABLE conversations (
	chat_id INTEGER NOT NULL, 
	person_key VARCHAR NOT NULL, 
	state JSON NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_conversations PRIMARY KEY (chat_id, person_key), 
	CONSTRAINT fk_conversations_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id)
);
CREATE TABLE counters (
	name VARCHAR NOT NULL, 
	value INTEGER NOT NULL, 
	CONSTRAINT pk_counters PRIMARY KEY (name)
);
INSERT INTO "counters" VALUES('case:HD:2026',1);
INSERT INTO "counters" VALUES('case:DX:2026',2);
INSERT INTO "counters" VALUES('case:PA:2026',1);
CREATE TABLE events (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	actor_id INTEGER, 
	submission_id INTEGER, 
	audience VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	text VARCHAR NOT NULL, 
	data JSON NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (id), 
	CONSTRAINT fk_events_actor_id_people FOREIGN KEY(actor_id) REFERENCES people (id), 
	CONSTRAINT fk_events_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id), 
	CONSTRAINT fk_events_submission_id_submissions FOREIGN KEY(submission_id) REFERENCES submissions (id), 
	CONSTRAINT uq_events_case_id_number UNIQUE (case_id, number)
);
INSERT INTO "events" VALUES(1,1,1,'open',6,1,'citizen','2026-10-27 10:58:44.024277','toi muon tach thua cho con thi can giay to gi va nop o dau','{}','d63ef26316a75c36799c95437e2b7dbac7fc45c5db278bd894cdbdc6c695d714');
INSERT INTO "events" VALUES(2,1,2,'accept',1,NULL,'citizen','2026-10-29 00:14:37.322153','','{}','4d6c39e23fe13b5b2aa006993f9572bd088654464efd06d513b0f6d6169a3614');
INSERT INTO "events" VALUES(3,1,3,'ask',1,NULL,'citizen','2026-10-30 00:33:43.179961','Xin ông/bà cho biết thửa đất là đất ở hay đất vườn.','{}','be56e81b5939d22774e312e6dc94226cd6405b5e9cb93a2ae5740cc0f19df49e');
INSERT INTO "events" VALUES(4,1,4,'supplement',6,1,'citizen','2026-11-02 00:47:48.650807','da dat o co vuon','{}','339f124ae975c1585249402f9858c30e32129ba54d0c32467a812aeb70fcb6aa');
INSERT INTO "events" VALUES(5,1,5,'answer',1,NULL,'citizen','2026-11-03 00:16:08.737465','Ông/bà nộp đơn tách thửa kèm bản gốc giấy chứng nhận tại bộ phận một cửa; cán bộ sẽ hẹn ngày đo đạc.','{}','be54a44134ff644d1e8541c2b1a75a5177f618b65de3a860265eb40a45315943');
INSERT INTO "events" VALUES(6,2,1,'open',7,2,'citizen','2026-11-05 06:59:56.673358','Đề nghị gắn gương cầu lồi ở khúc cua gần nhà văn hóa thôn tại Bình Long, khuất tầm nhìn nên hay va chạm.','{}','84c82416bf4c676b078e37a33aa8ee08fde7433d154f8372c183a8325c844220');
INSERT INTO "events" VALUES(7,2,2,'accept',1,NULL,'citizen','2026-11-05 09:04:47.835235','','{}','431d9cf04f0cbbb92433af8f3a757c5288bfacfc1eebe397358e1f2dbd49e51e');
INSERT INTO "events" VALUES(8,2,3,'note',1,NULL,'officers','2026-11-09 00:48:28.975974','Đã gọi thôn trưởng, hẹn xem hiện trường sáng mai.','{}','fb33d8196c639ceca973c0360490c1946fe6d5aa71b1c691670f265d7a312807');
INSERT INTO "events" VALUES(9,2,4,'ask',1,NULL,'citizen','2026-11-10 04:14:20.225672','Xin ông/bà cho biết chỗ này gần mốc nào dễ nhận ra, để chúng tôi tìm đến đúng chỗ.','{}','05d98b1893517db9ff5f1537c9f28ec356bd5fb65086bf4d52047802500665bd');
INSERT INTO "events" VALUES(10,3,1,'open',8,3,'citizen','2026-11-10 11:43:54.733357','Xe chở đá chạy qua Bình Thuận không che bạt, bụi phủ trắng nhà, trẻ con ho suốt.','{}','3c601e97da0dacf74bdd70d46a2a8cf84a24bd97006ffa429869f1f328234cc6');
INSERT INTO "events" VALUES(11,3,2,'transfer',1,NULL,'citizen','2026-11-11 04:26:30.348280','','{"from": {"authority": "binh-son", "body": "kinh-te-xa"}, "to": {"authority": "van-tuong", "body": "kinh-te-xa"}}','e45ed2da7862d941497f02450a09578a6e437092fa14802636596d4507a4dbff');
INSERT INTO "events" VALUES(12,3,3,'accept',2,NULL,'citizen','2026-11-11 06:49:28.672411','','{}','c3acad7bc393b4bd74e0a1c69baf9f49fbe7cfd3209f3217489dda2dab858915');
INSERT INTO "events" VALUES(13,4,1,'open',9,4,'citizen','2026-11-21 06:44:55.136216','Đề nghị mở thêm lớp mẫu giáo ở điểm trường Bình An vì mấy chục cháu phải đi học xa.','{}','6da6f37ccdd8d3625ef396dca08b869c261844461c64deb2c2efc030b1bcaad4');
CREATE TABLE files (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	mime VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_files PRIMARY KEY (id), 
	CONSTRAINT fk_files_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id), 
	CONSTRAINT fk_files_event_id_events FOREIGN KEY(event_id) REFERENCES events (id)
);
CREATE TABLE inbox (
	id INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	update_key VARCHAR NOT NULL, 
	chat_id INTEGER NOT NULL, 
	person_key VARCHAR NOT NULL, 
	body BLOB, 
	files JSON NOT NULL, 
	failed_files INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	reason VARCHAR, 
	received_at DATETIME NOT NULL, 
	handled_at DATETIME, 
	seq INTEGER, 
	copy JSON, 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT fk_inbox_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
	CONSTRAINT uq_inbox_channel_update_key UNIQUE (channel, update_key)
);
INSERT INTO "inbox" VALUES(1,'console','demo-can-bo-binh-son:link:1',1,'',NULL,'[]',0,'handled',0,NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "inbox" VALUES(2,'console','demo-can-bo-van-tuong:link:1',2,'',NULL,'[]',0,'handled',0,NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "inbox" VALUES(3,'console','demo-can-bo-dong-son:link:1',3,'',NULL,'[]',0,'handled',0,NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "inbox" VALUES(4,'console','demo-can-bo-binh-minh:link:1',4,'',NULL,'[]',0,'handled',0,NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "inbox" VALUES(5,'console','demo-can-bo-binh-chuong:link:1',5,'',NULL,'[]',0,'handled',0,NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "inbox" VALUES(6,'console','demo-dan-1:open',6,'',NULL,'[]',0,'handled',0,NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "inbox" VALUES(7,'console','demo-can-bo-binh-son:demo-dan-1:0',1,'',NULL,'[]',0,'handled',0,NULL,'2026-10-29 00:14:37.322153','2026-10-29 00:14:37.322153',NULL,NULL);
INSERT INTO "inbox" VALUES(8,'console','demo-can-bo-binh-son:demo-dan-1:1',1,'',NULL,'[]',0,'handled',0,NULL,'2026-10-30 00:33:43.179961','2026-10-30 00:33:43.179961',NULL,NULL);
INSERT INTO "inbox" VALUES(9,'internal','ask:1:3:1',6,'',NULL,'[]',0,'handled',0,NULL,'2026-10-30 00:33:43.179961','2026-10-30 00:33:43.179961',NULL,NULL);
INSERT INTO "inbox" VALUES(10,'console','demo-dan-1:demo-dan-1:2',6,'',NULL,'[]',0,'handled',0,NULL,'2026-11-02 00:47:48.650807','2026-11-02 00:47:48.650807',NULL,NULL);
INSERT INTO "inbox" VALUES(11,'console','demo-can-bo-binh-son:demo-dan-1:3',1,'',NULL,'[]',0,'handled',0,NULL,'2026-11-03 00:16:08.737465','2026-11-03 00:16:08.737465',NULL,NULL);
INSERT INTO "inbox" VALUES(12,'console','demo-dan-2:open',7,'',NULL,'[]',0,'handled',0,NULL,'2026-11-05 06:59:56.673358','2026-11-05 06:59:56.673358',NULL,NULL);
INSERT INTO "inbox" VALUES(13,'console','demo-can-bo-binh-son:demo-dan-2:0',1,'',NULL,'[]',0,'handled',0,NULL,'2026-11-05 09:04:47.835235','2026-11-05 09:04:47.835235',NULL,NULL);
INSERT INTO "inbox" VALUES(14,'console','demo-can-bo-binh-son:demo-dan-2:1',1,'',NULL,'[]',0,'handled',0,NULL,'2026-11-09 00:48:28.975974','2026-11-09 00:48:28.975974',NULL,NULL);
INSERT INTO "inbox" VALUES(15,'console','demo-can-bo-binh-son:demo-dan-2:2',1,'',NULL,'[]',0,'handled',0,NULL,'2026-11-10 04:14:20.225672','2026-11-10 04:14:20.225672',NULL,NULL);
INSERT INTO "inbox" VALUES(16,'internal','ask:2:4:2',7,'',X'7B2274657874223A22222C226174746163686D656E7473223A5B5D2C22706F736974696F6E223A6E756C6C2C2270686F6E65223A22222C226661696C65645F66696C6573223A302C2273656E6465725F6E616D65223A22222C22616C62756D223A22222C227265706C795F746F223A22222C2271756F746564223A22222C22656469746564223A66616C73652C226576656E74223A22222C226D6F7665645F746F223A22222C2270726F6D7074223A7B22666C6F77223A22616E737765725F6F666669636572222C22617267756D656E7473223A7B22636F6465223A2244582D32362D30303030312D54222C227175657374696F6E223A2258696E20C3B46E672F62C3A02063686F206269E1BABF74206368E1BB97206EC3A0792067E1BAA76E206DE1BB9163206EC3A06F2064E1BB85206E68E1BAAD6E2072612C20C491E1BB83206368C3BA6E672074C3B4692074C3AC6D20C491E1BABF6E20C491C3BA6E67206368E1BB972E227D7D7D','[]',0,'waiting',0,NULL,'2026-11-10 04:14:20.225672',NULL,NULL,NULL);
INSERT INTO "inbox" VALUES(17,'console','demo-dan-3:open',8,'',NULL,'[]',0,'handled',0,NULL,'2026-11-10 11:43:54.733357','2026-11-10 11:43:54.733357',NULL,NULL);
INSERT INTO "inbox" VALUES(18,'console','demo-can-bo-binh-son:demo-dan-3:0',1,'',NULL,'[]',0,'handled',0,NULL,'2026-11-11 04:26:30.348280','2026-11-11 04:26:30.348280',NULL,NULL);
INSERT INTO "inbox" VALUES(19,'console','demo-can-bo-van-tuong:demo-dan-3:1',2,'',NULL,'[]',0,'handled',0,NULL,'2026-11-11 06:49:28.672411','2026-11-11 06:49:28.672411',NULL,NULL);
INSERT INTO "inbox" VALUES(20,'console','demo-dan-4:open',9,'',NULL,'[]',0,'handled',0,NULL,'2026-11-21 06:44:55.136216','2026-11-21 06:44:55.136216',NULL,NULL);
CREATE TABLE leases (
	name VARCHAR NOT NULL, 
	holder VARCHAR NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_leases PRIMARY KEY (name)
);
CREATE TABLE office_groups (
	id INTEGER NOT NULL, 
	authority VARCHAR NOT NULL, 
	body VARCHAR, 
	chat_id INTEGER, 
	invitation_hash VARCHAR, 
	invited_at DATETIME NOT NULL, 
	linked_at DATETIME, 
	revoked_at DATETIME, 
	CONSTRAINT pk_office_groups PRIMARY KEY (id), 
	CONSTRAINT fk_office_groups_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
	CONSTRAINT uq_office_groups_chat_id UNIQUE (chat_id), 
	CONSTRAINT uq_office_groups_invitation_hash UNIQUE (invitation_hash)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	chat_id INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	lane VARCHAR NOT NULL, 
	body JSON NOT NULL, 
	case_id INTEGER, 
	state VARCHAR NOT NULL, 
	due_at DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	losses INTEGER NOT NULL, 
	progress INTEGER NOT NULL, 
	lease_until DATETIME, 
	reason VARCHAR, 
	sent_at DATETIME, 
	external_id VARCHAR, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT fk_outbox_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id), 
	CONSTRAINT fk_outbox_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
	CONSTRAINT uq_outbox_key UNIQUE ("key")
);
INSERT INTO "outbox" VALUES(1,'reply:1:0',1,'console',1,'reply','{"text": "Ch\u00e0o anh/ch\u1ecb C\u00e1n b\u1ed9 m\u1eabu B\u00ecnh S\u01a1n. Cu\u1ed9c tr\u00f2 chuy\u1ec7n n\u00e0y nay nh\u1eadn vi\u1ec7c cho X\u00e3 B\u00ecnh S\u01a1n, vai tr\u00f2 l\u00e3nh \u0111\u1ea1o.\nKhi c\u00f3 vi\u1ec7c m\u1edbi, th\u1ebb s\u1ebd hi\u1ec7n \u1edf \u0111\u00e2y. B\u1ea5m n\u00fat tr\u00ean th\u1ebb, ho\u1eb7c g\u00f5:\nnh\u1eadn M\u00c3 \u00b7 tr\u1ea3 l\u1eddi M\u00c3 n\u1ed9i dung \u00b7 h\u1ecfi M\u00c3 n\u1ed9i dung \u00b7 chuy\u1ec3n M\u00c3 \u0111\u01a1n v\u1ecb \u00b7 ghi ch\u00fa M\u00c3 n\u1ed9i dung \u00b7 li\u00ean h\u1ec7 M\u00c3 \u00b7 \u0111\u00f3ng M\u00c3 l\u00fd do \u00b7 m\u1edf l\u1ea1i M\u00c3 \u00b7 \u0111\u00ednh ch\u00ednh M\u00c3 n\u1ed9i dung \u00b7 xem M\u00c3\nG\u00f5 \u201cc\u1ee7a t\u00f4i\u201d \u0111\u1ec3 xem c\u00e1c vi\u1ec7c \u0111ang m\u1edf."}',NULL,'sent','2026-10-27 10:58:44.024277',0,0,0,NULL,NULL,'2026-10-29 00:14:37.322153',NULL,'2026-10-27 10:58:44.024277');
INSERT INTO "outbox" VALUES(2,'reply:2:0',2,'console',1,'reply','{"text": "Ch\u00e0o anh/ch\u1ecb C\u00e1n b\u1ed9 m\u1eabu V\u1ea1n T\u01b0\u1eddng. Cu\u1ed9c tr\u00f2 chuy\u1ec7n n\u00e0y nay nh\u1eadn vi\u1ec7c cho X\u00e3 V\u1ea1n T\u01b0\u1eddng, vai tr\u00f2 l\u00e3nh \u0111\u1ea1o.\nKhi c\u00f3 vi\u1ec7c m\u1edbi, th\u1ebb s\u1ebd hi\u1ec7n \u1edf \u0111\u00e2y. B\u1ea5m n\u00fat tr\u00ean th\u1ebb, ho\u1eb7c g\u00f5:\nnh\u1eadn M\u00c3 \u00b7 tr\u1ea3 l\u1eddi M\u00c3 n\u1ed9i dung \u00b7 h\u1ecfi M\u00c3 n\u1ed9i dung \u00b7 chuy\u1ec3n M\u00c3 \u0111\u01a1n v\u1ecb \u00b7 ghi ch\u00fa M\u00c3 n\u1ed9i dung \u00b7 li\u00ean h\u1ec7 M\u00c3 \u00b7 \u0111\u00f3ng M\u00c3 l\u00fd do \u00b7 m\u1edf l\u1ea1i M\u00c3 \u00b7 \u0111\u00ednh ch\u00ednh M\u00c3 n\u1ed9i dung \u00b7 xem M\u00c3\nG\u00f5 \u201cc\u1ee7a t\u00f4i\u201d \u0111\u1ec3 xem c\u00e1c vi\u1ec7c \u0111ang m\u1edf."}',NULL,'sent','2026-10-27 10:58:44.024277',0,0,0,NULL,NULL,'2026-11-11 06:49:28.672411',NULL,'2026-10-27 10:58:44.024277');
INSERT INTO "outbox" VALUES(3,'reply:3:0',3,'console',1,'reply','{"text": "Ch\u00e0o anh/ch\u1ecb C\u00e1n b\u1ed9 m\u1eabu \u0110\u00f4ng S\u01a1n. Cu\u1ed9c tr\u00f2 chuy\u1ec7n n\u00e0y nay nh\u1eadn vi\u1ec7c cho X\u00e3 \u0110\u00f4ng S\u01a1n, vai tr\u00f2 l\u00e3nh \u0111\u1ea1o.\nKhi c\u00f3 vi\u1ec7c m\u1edbi, th\u1ebb s\u1ebd hi\u1ec7n \u1edf \u0111\u00e2y. B\u1ea5m n\u00fat tr\u00ean th\u1ebb, ho\u1eb7c g\u00f5:\nnh\u1eadn M\u00c3 \u00b7 tr\u1ea3 l\u1eddi M\u00c3 n\u1ed9i dung \u00b7 h\u1ecfi M\u00c3 n\u1ed9i dung \u00b7 chuy\u1ec3n M\u00c3 \u0111\u01a1n v\u1ecb \u00b7 ghi ch\u00fa M\u00c3 n\u1ed9i dung \u00b7 li\u00ean h\u1ec7 M\u00c3 \u00b7 \u0111\u00f3ng M\u00c3 l\u00fd do \u00b7 m\u1edf l\u1ea1i M\u00c3 \u00b7 \u0111\u00ednh ch\u00ednh M\u00c3 n\u1ed9i dung \u00b7 xem M\u00c3\nG\u00f5 \u201cc\u1ee7a t\u00f4i\u201d \u0111\u1ec3 xem c\u00e1c vi\u1ec7c \u0111ang m\u1edf."}',NULL,'waiting','2026-10-27 10:58:44.024277',0,0,0,NULL,NULL,NULL,NULL,'2026-10-27 10:58:44.024277');
INSERT INTO "outbox" VALUES(4,'reply:4:0',4,'console',1,'reply','{"text": "Ch\u00e0o anh/ch\u1ecb C\u00e1n b\u1ed9 m\u1eabu B\u00ecnh Minh. Cu\u1ed9c tr\u00f2 chuy\u1ec7n n\u00e0y nay nh\u1eadn vi\u1ec7c cho X\u00e3 B\u00ecnh Minh, vai tr\u00f2 l\u00e3nh \u0111\u1ea1o.\nKhi c\u00f3 vi\u1ec7c m\u1edbi, th\u1ebb s\u1ebd hi\u1ec7n \u1edf \u0111\u00e2y. B\u1ea5m n\u00fat tr\u00ean th\u1ebb, ho\u1eb7c g\u00f5:\nnh\u1eadn M\u00c3 \u00b7 tr\u1ea3 l\u1eddi M\u00c3 n\u1ed9i dung \u00b7 h\u1ecfi M\u00c3 n\u1ed9i dung \u00b7 chuy\u1ec3n M\u00c3 \u0111\u01a1n v\u1ecb \u00b7 ghi ch\u00fa M\u00c3 n\u1ed9i dung \u00b7 li\u00ean h\u1ec7 M\u00c3 \u00b7 \u0111\u00f3ng M\u00c3 l\u00fd do \u00b7 m\u1edf l\u1ea1i M\u00c3 \u00b7 \u0111\u00ednh ch\u00ednh M\u00c3 n\u1ed9i dung \u00b7 xem M\u00c3\nG\u00f5 \u201cc\u1ee7a t\u00f4i\u201d \u0111\u1ec3 xem c\u00e1c vi\u1ec7c \u0111ang m\u1edf."}',NULL,'waiting','2026-10-27 10:58:44.024277',0,0,0,NULL,NULL,NULL,NULL,'2026-10-27 10:58:44.024277');
INSERT INTO "outbox" VALUES(5,'reply:5:0',5,'console',1,'reply','{"text": "Ch\u00e0o anh/ch\u1ecb C\u00e1n b\u1ed9 m\u1eabu B\u00ecnh Ch\u01b0\u01a1ng. Cu\u1ed9c tr\u00f2 chuy\u1ec7n n\u00e0y nay nh\u1eadn vi\u1ec7c cho X\u00e3 B\u00ecnh Ch\u01b0\u01a1ng, vai tr\u00f2 l\u00e3nh \u0111\u1ea1o.\nKhi c\u00f3 vi\u1ec7c m\u1edbi, th\u1ebb s\u1ebd hi\u1ec7n \u1edf \u0111\u00e2y. B\u1ea5m n\u00fat tr\u00ean th\u1ebb, ho\u1eb7c g\u00f5:\nnh\u1eadn M\u00c3 \u00b7 tr\u1ea3 l\u1eddi M\u00c3 n\u1ed9i dung \u00b7 h\u1ecfi M\u00c3 n\u1ed9i dung \u00b7 chuy\u1ec3n M\u00c3 \u0111\u01a1n v\u1ecb \u00b7 ghi ch\u00fa M\u00c3 n\u1ed9i dung \u00b7 li\u00ean h\u1ec7 M\u00c3 \u00b7 \u0111\u00f3ng M\u00c3 l\u00fd do \u00b7 m\u1edf l\u1ea1i M\u00c3 \u00b7 \u0111\u00ednh ch\u00ednh M\u00c3 n\u1ed9i dung \u00b7 xem M\u00c3\nG\u00f5 \u201cc\u1ee7a t\u00f4i\u201d \u0111\u1ec3 xem c\u00e1c vi\u1ec7c \u0111ang m\u1edf."}',NULL,'waiting','2026-10-27 10:58:44.024277',0,0,0,NULL,NULL,NULL,NULL,'2026-10-27 10:58:44.024277');
INSERT INTO "outbox" VALUES(6,'card:1:1:1',1,'console',2,'case','{"text": "C\u00c2U H\u1eceI HD-26-00001-V (ch\u01b0a ai nh\u1eadn)\nV\u1ec1: \u0110\u1ea5t \u0111ai, s\u1ed5 \u0111\u1ecf, ranh \u0111\u1ea5t, quy ho\u1ea1ch\nN\u01a1i: x\u00e3 B\u00ecnh Nguy\u00ean, nay thu\u1ed9c x\u00e3 B\u00ecnh S\u01a1n\n\u201ctoi muon tach thua cho con thi can giay to gi va nop o dau\u201d", "choices": [{"label": "Nh\u1eadn vi\u1ec7c", "value": "~case~accept~HD-26-00001-V~0"}, {"label": "Tr\u1ea3 l\u1eddi", "value": "~case~answer~HD-26-00001-V~0"}, {"label": "H\u1ecfi th\u00eam", "value": "~case~ask~HD-26-00001-V~0"}], "numbered": false}',1,'sent','2026-10-27 10:58:44.024277',0,0,0,NULL,NULL,'2026-10-29 00:14:37.322153',NULL,'2026-10-27 10:58:44.024277');
INSERT INTO "outbox" VALUES(7,'case:1:accepted:1:7',6,'console',1,'case','{"text": "HD-26-00001-V: Ph\u00f2ng Kinh t\u1ebf x\u00e3 B\u00ecnh S\u01a1n \u0111\u00e3 nh\u1eadn gi\u1ea3i quy\u1ebft."}',1,'sent','2026-10-29 00:14:37.322153',0,0,0,NULL,NULL,'2026-10-29 00:14:37.322153',NULL,'2026-10-29 00:14:37.322153');
INSERT INTO "outbox" VALUES(8,'supplement:4:1:1',1,'console',3,'case','{"text": "HD-26-00001-V: ng\u01b0\u1eddi d\u00e2n b\u1ed5 sung\n\u201cda dat o co vuon\u201d"}',1,'sent','2026-11-02 00:47:48.650807',0,0,0,NULL,NULL,'2026-11-03 00:16:08.737465',NULL,'2026-11-02 00:47:48.650807');
INSERT INTO "outbox" VALUES(9,'case:1:answer:5:1',6,'console',2,'case','{"text": "Ph\u00f2ng Kinh t\u1ebf x\u00e3 B\u00ecnh S\u01a1n tr\u1ea3 l\u1eddi HD-26-00001-V:\n\n\u00d4ng/b\u00e0 n\u1ed9p \u0111\u01a1n t\u00e1ch th\u1eeda k\u00e8m b\u1ea3n g\u1ed1c gi\u1ea5y ch\u1ee9ng nh\u1eadn t\u1ea1i b\u1ed9 ph\u1eadn m\u1ed9t c\u1eeda; c\u00e1n b\u1ed9 s\u1ebd h\u1eb9n ng\u00e0y \u0111o \u0111\u1ea1c.\n\n\u00d4ng/b\u00e0 th\u1ea5y c\u00e1ch gi\u1ea3i quy\u1ebft th\u1ebf n\u00e0o? B\u1ea5m m\u1ed9t \u00f4, ho\u1eb7c g\u00f5 s\u1ed1 t\u1eeb 1 \u0111\u1ebfn 5.", "sender": "officer", "choices": [{"label": "5 \u00b7 R\u1ea5t h\u00e0i l\u00f2ng", "value": "~rate~5~HD-26-00001-V~0"}, {"label": "4 \u00b7 H\u00e0i l\u00f2ng", "value": "~rate~4~HD-26-00001-V~0"}, {"label": "3 \u00b7 T\u1ea1m \u0111\u01b0\u1ee3c", "value": "~rate~3~HD-26-00001-V~0"}, {"label": "2 \u00b7 Ch\u01b0a h\u00e0i l\u00f2ng", "value": "~rate~2~HD-26-00001-V~0"}, {"label": "1 \u00b7 R\u1ea5t kh\u00f4ng h\u00e0i l\u00f2ng", "value": "~rate~1~HD-26-00001-V~0"}], "numbered": false}',1,'sent','2026-11-03 00:16:08.737465',0,0,0,NULL,NULL,'2026-11-03 00:16:08.737465',NULL,'2026-11-03 00:16:08.737465');
INSERT INTO "outbox" VALUES(10,'card:2:1:1',1,'console',4,'case','{"text": "KI\u1ebeN NGH\u1eca DX-26-00001-T (ch\u01b0a ai nh\u1eadn)\nV\u1ec1: \u0110\u01b0\u1eddng s\u00e1, c\u1ea7u, v\u1ec9a h\u00e8, xe c\u1ed9\nN\u01a1i: x\u00e3 B\u00ecnh Long, nay thu\u1ed9c x\u00e3 B\u00ecnh S\u01a1n\n\u201c\u0110\u1ec1 ngh\u1ecb g\u1eafn g\u01b0\u01a1ng c\u1ea7u l\u1ed3i \u1edf kh\u00fac cua g\u1ea7n nh\u00e0 v\u0103n h\u00f3a th\u00f4n t\u1ea1i B\u00ecnh Long, khu\u1ea5t t\u1ea7m nh\u00ecn n\u00ean hay va ch\u1ea1m.\u201d", "choices": [{"label": "Nh\u1eadn vi\u1ec7c", "value": "~case~accept~DX-26-00001-T~0"}, {"label": "Tr\u1ea3 l\u1eddi", "value": "~case~answer~DX-26-00001-T~0"}, {"label": "H\u1ecfi th\u00eam", "value": "~case~ask~DX-26-00001-T~0"}], "numbered": false}',2,'sent','2026-11-05 06:59:56.673358',0,0,0,NULL,NULL,'2026-11-05 09:04:47.835235',NULL,'2026-11-05 06:59:56.673358');
INSERT INTO "outbox" VALUES(11,'case:2:accepted:2:13',7,'console',1,'case','{"text": "DX-26-00001-T: Ph\u00f2ng Kinh t\u1ebf x\u00e3 B\u00ecnh S\u01a1n \u0111\u00e3 nh\u1eadn gi\u1ea3i quy\u1ebft."}',2,'sent','2026-11-05 09:04:47.835235',0,0,0,NULL,NULL,'2026-11-05 09:04:47.835235',NULL,'2026-11-05 09:04:47.835235');
INSERT INTO "outbox" VALUES(12,'card:3:1:1',1,'console',5,'case','{"text": "PH\u1ea2N \u00c1NH PA-26-00001-R (ch\u01b0a ai nh\u1eadn)\nV\u1ec1: R\u00e1c, m\u00f9i h\u00f4i, b\u1ee5i, kh\u00f3i, n\u01b0\u1edbc th\u1ea3i\nN\u01a1i: ch\u01b0a r\u00f5\n\u201cXe ch\u1edf \u0111\u00e1 ch\u1ea1y qua B\u00ecnh Thu\u1eadn kh\u00f4ng che b\u1ea1t, b\u1ee5i ph\u1ee7 tr\u1eafng nh\u00e0, tr\u1ebb con ho su\u1ed1t.\u201d", "choices": [{"label": "Nh\u1eadn vi\u1ec7c", "value": "~case~accept~PA-26-00001-R~0"}, {"label": "Tr\u1ea3 l\u1eddi", "value": "~case~answer~PA-26-00001-R~0"}, {"label": "H\u1ecfi th\u00eam", "value": "~case~ask~PA-26-00001-R~0"}], "numbered": false}',3,'sent','2026-11-10 11:43:54.733357',0,0,0,NULL,NULL,'2026-11-11 04:26:30.348280',NULL,'2026-11-10 11:43:54.733357');
INSERT INTO "outbox" VALUES(13,'card:3:2:2',2,'console',2,'case','{"text": "PH\u1ea2N \u00c1NH PA-26-00001-R (ch\u01b0a ai nh\u1eadn)\nV\u1ec1: R\u00e1c, m\u00f9i h\u00f4i, b\u1ee5i, kh\u00f3i, n\u01b0\u1edbc th\u1ea3i\nN\u01a1i: ch\u01b0a r\u00f5\n\u201cXe ch\u1edf \u0111\u00e1 ch\u1ea1y qua B\u00ecnh Thu\u1eadn kh\u00f4ng che b\u1ea1t, b\u1ee5i ph\u1ee7 tr\u1eafng nh\u00e0, tr\u1ebb con ho su\u1ed1t.\u201d", "choices": [{"label": "Nh\u1eadn vi\u1ec7c", "value": "~case~accept~PA-26-00001-R~0"}, {"label": "Tr\u1ea3 l\u1eddi", "value": "~case~answer~PA-26-00001-R~0"}, {"label": "H\u1ecfi th\u00eam", "value": "~case~ask~PA-26-00001-R~0"}], "numbered": false}',3,'sent','2026-11-11 04:26:30.348280',0,0,0,NULL,NULL,'2026-11-11 06:49:28.672411',NULL,'2026-11-11 04:26:30.348280');
INSERT INTO "outbox" VALUES(14,'case:3:transferred:3:18',8,'console',1,'case','{"text": "PA-26-00001-R \u0111\u00e3 \u0111\u01b0\u1ee3c chuy\u1ec3n t\u1edbi Ph\u00f2ng Kinh t\u1ebf x\u00e3 V\u1ea1n T\u01b0\u1eddng. \u00d4ng/b\u00e0 kh\u00f4ng c\u1ea7n g\u1eedi l\u1ea1i."}',3,'sent','2026-11-11 04:26:30.348280',0,0,0,NULL,NULL,'2026-11-11 04:26:30.348280',NULL,'2026-11-11 04:26:30.348280');
INSERT INTO "outbox" VALUES(15,'case:3:accepted:3:19',8,'console',2,'case','{"text": "PA-26-00001-R: Ph\u00f2ng Kinh t\u1ebf x\u00e3 V\u1ea1n T\u01b0\u1eddng \u0111\u00e3 nh\u1eadn gi\u1ea3i quy\u1ebft."}',3,'sent','2026-11-11 06:49:28.672411',0,0,0,NULL,NULL,'2026-11-11 06:49:28.672411',NULL,'2026-11-11 06:49:28.672411');
INSERT INTO "outbox" VALUES(16,'card:4:1:4',4,'console',2,'case','{"text": "KI\u1ebeN NGH\u1eca DX-26-00002-U (ch\u01b0a ai nh\u1eadn)\nV\u1ec1: Tr\u01b0\u1eddng h\u1ecdc, l\u1edbp h\u1ecdc, h\u1ecdc sinh\nN\u01a1i: x\u00e3 B\u00ecnh An, nay thu\u1ed9c x\u00e3 B\u00ecnh Minh\n\u201c\u0110\u1ec1 ngh\u1ecb m\u1edf th\u00eam l\u1edbp m\u1eabu gi\u00e1o \u1edf \u0111i\u1ec3m tr\u01b0\u1eddng B\u00ecnh An v\u00ec m\u1ea5y ch\u1ee5c ch\u00e1u ph\u1ea3i \u0111i h\u1ecdc xa.\u201d", "choices": [{"label": "Nh\u1eadn vi\u1ec7c", "value": "~case~accept~DX-26-00002-U~0"}, {"label": "Tr\u1ea3 l\u1eddi", "value": "~case~answer~DX-26-00002-U~0"}, {"label": "H\u1ecfi th\u00eam", "value": "~case~ask~DX-26-00002-U~0"}], "numbered": false}',4,'waiting','2026-11-21 06:44:55.136216',0,0,0,NULL,NULL,NULL,NULL,'2026-11-21 06:44:55.136216');
CREATE TABLE people (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	noticed_at DATETIME, 
	asked_contact_at DATETIME, 
	keeps_words BOOLEAN NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id)
);
INSERT INTO "people" VALUES(1,'Cán bộ mẫu Bình Sơn','','2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,0);
INSERT INTO "people" VALUES(2,'Cán bộ mẫu Vạn Tường','','2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,0);
INSERT INTO "people" VALUES(3,'Cán bộ mẫu Đông Sơn','','2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,0);
INSERT INTO "people" VALUES(4,'Cán bộ mẫu Bình Minh','','2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,0);
INSERT INTO "people" VALUES(5,'Cán bộ mẫu Bình Chương','','2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,0);
INSERT INTO "people" VALUES(6,'','','2026-10-27 10:58:44.024277',NULL,NULL,0);
INSERT INTO "people" VALUES(7,'','','2026-11-05 06:59:56.673358',NULL,NULL,0);
INSERT INTO "people" VALUES(8,'','','2026-11-10 11:43:54.733357',NULL,NULL,0);
INSERT INTO "people" VALUES(9,'','','2026-11-21 06:44:55.136216',NULL,NULL,0);
CREATE TABLE posts (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	authority VARCHAR NOT NULL, 
	body VARCHAR, 
	role VARCHAR NOT NULL, 
	invitation_hash VARCHAR, 
	invited_at DATETIME NOT NULL, 
	linked_at DATETIME, 
	revoked_at DATETIME, 
	absent_until DATE, 
	CONSTRAINT pk_posts PRIMARY KEY (id), 
	CONSTRAINT fk_posts_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT uq_posts_invitation_hash UNIQUE (invitation_hash)
);
INSERT INTO "posts" VALUES(1,1,'binh-son',NULL,'leader',NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "posts" VALUES(2,2,'van-tuong',NULL,'leader',NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "posts" VALUES(3,3,'dong-son',NULL,'leader',NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "posts" VALUES(4,4,'binh-minh',NULL,'leader',NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
INSERT INTO "posts" VALUES(5,5,'binh-chuong',NULL,'leader',NULL,'2026-10-27 10:58:44.024277','2026-10-27 10:58:44.024277',NULL,NULL);
CREATE TABLE questions (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	outcome VARCHAR NOT NULL, 
	nearest VARCHAR, 
	words VARCHAR, 
	CONSTRAINT pk_questions PRIMARY KEY (id)
);
CREATE TABLE settings (
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (name)
);
CREATE TABLE submissions (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	case_id INTEGER NOT NULL, 
	person_id INTEGER, 
	chat_id INTEGER, 
	inbox_id INTEGER, 
	text VARCHAR NOT NULL, 
	position JSON, 
	contact_name VARCHAR NOT NULL, 
	contact_phone VARCHAR NOT NULL, 
	pin_hash VARCHAR NOT NULL, 
	wrong_pins INTEGER NOT NULL, 
	pin_locked_until DATETIME, 
	received_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, 
	rating INTEGER, 
	rated_at DATETIME, 
	CONSTRAINT pk_submissions PRIMARY KEY (id), 
	CONSTRAINT fk_submissions_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id), 
	CONSTRAINT fk_submissions_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
	CONSTRAINT fk_submissions_inbox_id_inbox FOREIGN KEY(inbox_id) REFERENCES inbox (id), 
	CONSTRAINT fk_submissions_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT uq_submissions_code UNIQUE (code), 
	CONSTRAINT uq_submissions_inbox_id UNIQUE (inbox_id)
);
INSERT INTO "submissions" VALUES(1,'HD-26-00001-V',1,6,6,6,'toi muon tach thua cho con thi can giay to gi va nop o dau',NULL,'Đỗ Thị Minh Họa','0900 000 005','e6638c834586a0bc12ccb8bd860a9d60cc2f93e923d77f3ef1b91ef1d6316930',0,NULL,'2026-10-27 10:58:44.024277',NULL,NULL,NULL);
INSERT INTO "submissions" VALUES(2,'DX-26-00001-T',2,7,7,12,'Đề nghị gắn gương cầu lồi ở khúc cua gần nhà văn hóa thôn tại Bình Long, khuất tầm nhìn nên hay va chạm.',NULL,'Võ Văn Dụ','0900 000 056','0eb35d00f97c5152fa871e7c53e36eb99501ce330942b995cb0f196aa52359d5',0,NULL,'2026-11-05 06:59:56.673358',NULL,NULL,NULL);
INSERT INTO "submissions" VALUES(3,'PA-26-00001-R',3,8,8,17,'Xe chở đá chạy qua Bình Thuận không che bạt, bụi phủ trắng nhà, trẻ con ho suốt.',NULL,'Võ Văn Dụ','0900 000 044','a8438fac6abe25c4a7a369340eb952c8f1fd811ab2700fba047d499afa2fe6d5',0,NULL,'2026-11-10 11:43:54.733357',NULL,NULL,NULL);
INSERT INTO "submissions" VALUES(4,'DX-26-00002-U',4,9,9,20,'Đề nghị mở thêm lớp mẫu giáo ở điểm trường Bình An vì mấy chục cháu phải đi học xa.',NULL,'Phạm Thị Ví','0900 000 024','0f21c19f1764d614e60854904f39679570d1bf68447af1f6789a98b94ef4b986',0,NULL,'2026-11-21 06:44:55.136216',NULL,NULL,NULL);
CREATE TABLE timers (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	due_at DATETIME NOT NULL, 
	payload JSON NOT NULL, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	reason VARCHAR, 
	CONSTRAINT pk_timers PRIMARY KEY (id), 
	CONSTRAINT uq_timers_key UNIQUE ("key")
);
CREATE INDEX ix_timers_due ON timers (due_at) WHERE state = 'waiting';
CREATE INDEX ix_cases_authority_state ON cases (authority, state);
CREATE INDEX ix_contacts_person_id ON contacts (person_id);
CREATE UNIQUE INDEX ix_inbox_chat_seq ON inbox (chat_id, seq);
CREATE INDEX ix_inbox_open ON inbox (chat_id, id) WHERE state IN ('fetching', 'waiting');
CREATE INDEX ix_inbox_parked ON inbox (id) WHERE state = 'parked';
CREATE INDEX ix_inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE INDEX ix_posts_person_id ON posts (person_id);
CREATE INDEX ix_outbox_chat_open ON outbox (chat_id, state, seq) WHERE state IN ('waiting', 'sending');
CREATE UNIQUE INDEX ix_outbox_chat_seq ON outbox (chat_id, seq);
CREATE INDEX ix_outbox_dead ON outbox (id) WHERE state = 'dead';
CREATE INDEX ix_outbox_sending ON outbox (channel, lease_until) WHERE state = 'sending';
CREATE INDEX ix_outbox_sent ON outbox (channel, sent_at);
CREATE INDEX ix_outbox_waiting ON outbox (channel, lane, due_at) WHERE state = 'waiting';
CREATE INDEX ix_submissions_case_id ON submissions (case_id);
CREATE INDEX ix_submissions_person_id ON submissions (person_id);
CREATE INDEX ix_files_case_id ON files (case_id);
CREATE INDEX ix_files_sha256 ON files (sha256);
COMMIT;
