CREATE TABLE chats (
    id SERIAL NOT NULL, 
    channel VARCHAR NOT NULL, 
    chat_key VARCHAR NOT NULL, 
    private BOOLEAN NOT NULL, 
    created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    hidden_upto INTEGER NOT NULL, 
    unreachable VARCHAR, 
    CONSTRAINT pk_chats PRIMARY KEY (id), 
    CONSTRAINT uq_chats_channel_chat_key UNIQUE (channel, chat_key)
);

CREATE TABLE counters (
    name VARCHAR NOT NULL, 
    value INTEGER NOT NULL, 
    CONSTRAINT pk_counters PRIMARY KEY (name)
);

CREATE TABLE leases (
    name VARCHAR NOT NULL, 
    holder VARCHAR NOT NULL, 
    until TIMESTAMP WITH TIME ZONE NOT NULL, 
    CONSTRAINT pk_leases PRIMARY KEY (name)
);

CREATE TABLE people (
    id SERIAL NOT NULL, 
    name VARCHAR NOT NULL, 
    phone VARCHAR NOT NULL, 
    created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    noticed_at TIMESTAMP WITH TIME ZONE, 
    asked_contact_at TIMESTAMP WITH TIME ZONE, 
    keeps_words BOOLEAN NOT NULL, 
    CONSTRAINT pk_people PRIMARY KEY (id)
);

CREATE TABLE questions (
    id SERIAL NOT NULL, 
    at TIMESTAMP WITH TIME ZONE NOT NULL, 
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

CREATE TABLE timers (
    id SERIAL NOT NULL, 
    key VARCHAR NOT NULL, 
    kind VARCHAR NOT NULL, 
    due_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    payload JSON NOT NULL, 
    state VARCHAR NOT NULL, 
    attempts INTEGER NOT NULL, 
    reason VARCHAR, 
    CONSTRAINT pk_timers PRIMARY KEY (id), 
    CONSTRAINT uq_timers_key UNIQUE (key)
);

CREATE INDEX ix_timers_due ON timers (due_at) WHERE state = 'waiting';

CREATE TABLE cases (
    id SERIAL NOT NULL, 
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
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    answered_at TIMESTAMP WITH TIME ZONE, 
    closed_at TIMESTAMP WITH TIME ZONE, 
    due_on DATE, 
    informed VARCHAR, 
    head VARCHAR NOT NULL, 
    CONSTRAINT pk_cases PRIMARY KEY (id), 
    CONSTRAINT fk_cases_handler_id_people FOREIGN KEY(handler_id) REFERENCES people (id)
);

CREATE INDEX ix_cases_authority_state ON cases (authority, state);

CREATE TABLE chat_seqs (
    chat_id INTEGER NOT NULL, 
    last INTEGER NOT NULL, 
    CONSTRAINT pk_chat_seqs PRIMARY KEY (chat_id), 
    CONSTRAINT fk_chat_seqs_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id)
);

CREATE TABLE contacts (
    id SERIAL NOT NULL, 
    person_id INTEGER NOT NULL, 
    channel VARCHAR NOT NULL, 
    address VARCHAR NOT NULL, 
    chat_id INTEGER, 
    created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    CONSTRAINT pk_contacts PRIMARY KEY (id), 
    CONSTRAINT fk_contacts_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
    CONSTRAINT fk_contacts_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
    CONSTRAINT uq_contacts_channel_address UNIQUE (channel, address)
);

CREATE INDEX ix_contacts_person_id ON contacts (person_id);

CREATE TABLE conversations (
    chat_id INTEGER NOT NULL, 
    person_key VARCHAR NOT NULL, 
    state JSON NOT NULL, 
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    CONSTRAINT pk_conversations PRIMARY KEY (chat_id, person_key), 
    CONSTRAINT fk_conversations_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id)
);

CREATE TABLE inbox (
    id SERIAL NOT NULL, 
    channel VARCHAR NOT NULL, 
    update_key VARCHAR NOT NULL, 
    chat_id INTEGER NOT NULL, 
    person_key VARCHAR NOT NULL, 
    body BYTEA, 
    files JSON NOT NULL, 
    failed_files INTEGER NOT NULL, 
    state VARCHAR NOT NULL, 
    attempts INTEGER NOT NULL, 
    reason VARCHAR, 
    received_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    handled_at TIMESTAMP WITH TIME ZONE, 
    seq INTEGER, 
    copy JSON, 
    CONSTRAINT pk_inbox PRIMARY KEY (id), 
    CONSTRAINT fk_inbox_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
    CONSTRAINT uq_inbox_channel_update_key UNIQUE (channel, update_key)
);

CREATE UNIQUE INDEX ix_inbox_chat_seq ON inbox (chat_id, seq);

CREATE INDEX ix_inbox_open ON inbox (chat_id, id) WHERE state IN ('fetching', 'waiting');

CREATE INDEX ix_inbox_parked ON inbox (id) WHERE state = 'parked';

CREATE INDEX ix_inbox_waiting ON inbox (id) WHERE state = 'waiting';

CREATE TABLE office_groups (
    id SERIAL NOT NULL, 
    authority VARCHAR NOT NULL, 
    body VARCHAR, 
    chat_id INTEGER, 
    invitation_hash VARCHAR, 
    invited_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    linked_at TIMESTAMP WITH TIME ZONE, 
    revoked_at TIMESTAMP WITH TIME ZONE, 
    CONSTRAINT pk_office_groups PRIMARY KEY (id), 
    CONSTRAINT fk_office_groups_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
    CONSTRAINT uq_office_groups_chat_id UNIQUE (chat_id), 
    CONSTRAINT uq_office_groups_invitation_hash UNIQUE (invitation_hash)
);

CREATE TABLE posts (
    id SERIAL NOT NULL, 
    person_id INTEGER NOT NULL, 
    authority VARCHAR NOT NULL, 
    body VARCHAR, 
    role VARCHAR NOT NULL, 
    invitation_hash VARCHAR, 
    invited_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    linked_at TIMESTAMP WITH TIME ZONE, 
    revoked_at TIMESTAMP WITH TIME ZONE, 
    absent_until DATE, 
    CONSTRAINT pk_posts PRIMARY KEY (id), 
    CONSTRAINT fk_posts_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
    CONSTRAINT uq_posts_invitation_hash UNIQUE (invitation_hash)
);

CREATE INDEX ix_posts_person_id ON posts (person_id);

CREATE TABLE outbox (
    id SERIAL NOT NULL, 
    key VARCHAR NOT NULL, 
    chat_id INTEGER NOT NULL, 
    channel VARCHAR NOT NULL, 
    seq INTEGER NOT NULL, 
    lane VARCHAR NOT NULL, 
    body JSON NOT NULL, 
    case_id INTEGER, 
    state VARCHAR NOT NULL, 
    due_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    attempts INTEGER NOT NULL, 
    losses INTEGER NOT NULL, 
    progress INTEGER NOT NULL, 
    lease_until TIMESTAMP WITH TIME ZONE, 
    reason VARCHAR, 
    sent_at TIMESTAMP WITH TIME ZONE, 
    external_id VARCHAR, 
    created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    CONSTRAINT pk_outbox PRIMARY KEY (id), 
    CONSTRAINT fk_outbox_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id), 
    CONSTRAINT fk_outbox_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
    CONSTRAINT uq_outbox_key UNIQUE (key)
);

CREATE INDEX ix_outbox_chat_open ON outbox (chat_id, state, seq) WHERE state IN ('waiting', 'sending');

CREATE UNIQUE INDEX ix_outbox_chat_seq ON outbox (chat_id, seq);

CREATE INDEX ix_outbox_dead ON outbox (id) WHERE state = 'dead';

CREATE INDEX ix_outbox_sending ON outbox (channel, lease_until) WHERE state = 'sending';

CREATE INDEX ix_outbox_sent ON outbox (channel, sent_at);

CREATE INDEX ix_outbox_waiting ON outbox (channel, lane, due_at) WHERE state = 'waiting';

CREATE TABLE submissions (
    id SERIAL NOT NULL, 
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
    pin_locked_until TIMESTAMP WITH TIME ZONE, 
    received_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    withdrawn_at TIMESTAMP WITH TIME ZONE, 
    rating INTEGER, 
    rated_at TIMESTAMP WITH TIME ZONE, 
    CONSTRAINT pk_submissions PRIMARY KEY (id), 
    CONSTRAINT fk_submissions_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id), 
    CONSTRAINT fk_submissions_chat_id_chats FOREIGN KEY(chat_id) REFERENCES chats (id), 
    CONSTRAINT fk_submissions_inbox_id_inbox FOREIGN KEY(inbox_id) REFERENCES inbox (id), 
    CONSTRAINT fk_submissions_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
    CONSTRAINT uq_submissions_code UNIQUE (code), 
    CONSTRAINT uq_submissions_inbox_id UNIQUE (inbox_id)
);

CREATE INDEX ix_submissions_case_id ON submissions (case_id);

CREATE INDEX ix_submissions_person_id ON submissions (person_id);

CREATE TABLE events (
    id SERIAL NOT NULL, 
    case_id INTEGER NOT NULL, 
    number INTEGER NOT NULL, 
    action VARCHAR NOT NULL, 
    actor_id INTEGER, 
    submission_id INTEGER, 
    audience VARCHAR NOT NULL, 
    at TIMESTAMP WITH TIME ZONE NOT NULL, 
    text VARCHAR NOT NULL, 
    data JSON NOT NULL, 
    hash VARCHAR NOT NULL, 
    CONSTRAINT pk_events PRIMARY KEY (id), 
    CONSTRAINT fk_events_actor_id_people FOREIGN KEY(actor_id) REFERENCES people (id), 
    CONSTRAINT fk_events_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id), 
    CONSTRAINT fk_events_submission_id_submissions FOREIGN KEY(submission_id) REFERENCES submissions (id), 
    CONSTRAINT uq_events_case_id_number UNIQUE (case_id, number)
);

CREATE TABLE files (
    id SERIAL NOT NULL, 
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

CREATE INDEX ix_files_case_id ON files (case_id);

CREATE INDEX ix_files_sha256 ON files (sha256);

CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES ('0002');
INSERT INTO chats (id, channel, chat_key, private, created_at, hidden_upto, unreachable) VALUES (1, 'console', 'demo-can-bo-binh-son', true, '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, NULL);
INSERT INTO chats (id, channel, chat_key, private, created_at, hidden_upto, unreachable) VALUES (2, 'console', 'demo-can-bo-van-tuong', true, '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, NULL);
INSERT INTO chats (id, channel, chat_key, private, created_at, hidden_upto, unreachable) VALUES (3, 'console', 'demo-can-bo-dong-son', true, '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, NULL);
INSERT INTO chats (id, channel, chat_key, private, created_at, hidden_upto, unreachable) VALUES (4, 'console', 'demo-can-bo-binh-minh', true, '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, NULL);
INSERT INTO chats (id, channel, chat_key, private, created_at, hidden_upto, unreachable) VALUES (5, 'console', 'demo-can-bo-binh-chuong', true, '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, NULL);
INSERT INTO chats (id, channel, chat_key, private, created_at, hidden_upto, unreachable) VALUES (6, 'console', 'demo-dan-1', true, '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, NULL);
INSERT INTO chats (id, channel, chat_key, private, created_at, hidden_upto, unreachable) VALUES (7, 'console', 'demo-dan-2', true, '2026-11-05 06:59:56.758629+00:00'::timestamptz, 0, NULL);
INSERT INTO chats (id, channel, chat_key, private, created_at, hidden_upto, unreachable) VALUES (8, 'console', 'demo-dan-3', true, '2026-11-10 11:43:54.818628+00:00'::timestamptz, 0, NULL);
INSERT INTO chats (id, channel, chat_key, private, created_at, hidden_upto, unreachable) VALUES (9, 'console', 'demo-dan-4', true, '2026-11-21 06:44:55.221487+00:00'::timestamptz, 0, NULL);
SELECT setval('public.chats_id_seq', 9);
INSERT INTO counters (name, value) VALUES ('case:DX:2026', 2);
INSERT INTO counters (name, value) VALUES ('case:HD:2026', 1);
INSERT INTO counters (name, value) VALUES ('case:PA:2026', 1);
INSERT INTO people (id, name, phone, created_at, noticed_at, asked_contact_at, keeps_words) VALUES (1, 'Cán bộ mẫu Bình Sơn', '', '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, false);
INSERT INTO people (id, name, phone, created_at, noticed_at, asked_contact_at, keeps_words) VALUES (3, 'Cán bộ mẫu Vạn Tường', '', '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, false);
INSERT INTO people (id, name, phone, created_at, noticed_at, asked_contact_at, keeps_words) VALUES (5, 'Cán bộ mẫu Đông Sơn', '', '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, false);
INSERT INTO people (id, name, phone, created_at, noticed_at, asked_contact_at, keeps_words) VALUES (7, 'Cán bộ mẫu Bình Minh', '', '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, false);
INSERT INTO people (id, name, phone, created_at, noticed_at, asked_contact_at, keeps_words) VALUES (9, 'Cán bộ mẫu Bình Chương', '', '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, false);
INSERT INTO people (id, name, phone, created_at, noticed_at, asked_contact_at, keeps_words) VALUES (11, '', '', '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL, false);
INSERT INTO people (id, name, phone, created_at, noticed_at, asked_contact_at, keeps_words) VALUES (12, '', '', '2026-11-05 06:59:56.758629+00:00'::timestamptz, NULL, NULL, false);
INSERT INTO people (id, name, phone, created_at, noticed_at, asked_contact_at, keeps_words) VALUES (13, '', '', '2026-11-10 11:43:54.818628+00:00'::timestamptz, NULL, NULL, false);
INSERT INTO people (id, name, phone, created_at, noticed_at, asked_contact_at, keeps_words) VALUES (14, '', '', '2026-11-21 06:44:55.221487+00:00'::timestamptz, NULL, NULL, false);
SELECT setval('public.people_id_seq', 14);
INSERT INTO cases (id, kind, field, authority, body, unit, place, state, handler_id, urgent, about_officer, opened_at, answered_at, closed_at, due_on, informed, head) VALUES (1, 'question', 'dat-dai', 'binh-son', 'kinh-te-xa', 'binh-nguyen', '', 'answered', 1, false, false, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-11-03 00:16:08.822736+00:00'::timestamptz, NULL, NULL, NULL, '4d2f6948f3582abca278f7f8d89f2c09bc41e6f091e8d16231831fb7ec911005');
INSERT INTO cases (id, kind, field, authority, body, unit, place, state, handler_id, urgent, about_officer, opened_at, answered_at, closed_at, due_on, informed, head) VALUES (2, 'proposal', 'giao-thong', 'binh-son', 'kinh-te-xa', 'binh-long', '', 'waiting_citizen', 1, false, false, '2026-11-05 06:59:56.758629+00:00'::timestamptz, NULL, NULL, NULL, NULL, '64578020b19fb756c98e64b79c56597fa8f812e580c309a9575f2e88af66f785');
INSERT INTO cases (id, kind, field, authority, body, unit, place, state, handler_id, urgent, about_officer, opened_at, answered_at, closed_at, due_on, informed, head) VALUES (3, 'feedback', 'moi-truong', 'van-tuong', 'kinh-te-xa', NULL, '', 'accepted', 3, false, false, '2026-11-10 11:43:54.818628+00:00'::timestamptz, NULL, NULL, NULL, NULL, 'ed130048eb63148f09acdc28af64fd8ad367b69d0c870c6eef3e679f4752e0f2');
INSERT INTO cases (id, kind, field, authority, body, unit, place, state, handler_id, urgent, about_officer, opened_at, answered_at, closed_at, due_on, informed, head) VALUES (4, 'proposal', 'giao-duc', 'binh-minh', 'vhxh-xa', 'binh-an', '', 'new', NULL, false, false, '2026-11-21 06:44:55.221487+00:00'::timestamptz, NULL, NULL, NULL, NULL, '00477ee6ed952852665018dcca8766dd1b235a92deb3519a0e025c0b3b286279');
SELECT setval('public.cases_id_seq', 4);
INSERT INTO chat_seqs (chat_id, last) VALUES (1, 5);
INSERT INTO chat_seqs (chat_id, last) VALUES (2, 2);
INSERT INTO chat_seqs (chat_id, last) VALUES (3, 1);
INSERT INTO chat_seqs (chat_id, last) VALUES (4, 2);
INSERT INTO chat_seqs (chat_id, last) VALUES (5, 1);
INSERT INTO chat_seqs (chat_id, last) VALUES (6, 2);
INSERT INTO chat_seqs (chat_id, last) VALUES (7, 1);
INSERT INTO chat_seqs (chat_id, last) VALUES (8, 2);
INSERT INTO chat_seqs (chat_id, last) VALUES (9, 0);
INSERT INTO contacts (id, person_id, channel, address, chat_id, created_at) VALUES (1, 1, 'console', 'demo-can-bo-binh-son', 1, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO contacts (id, person_id, channel, address, chat_id, created_at) VALUES (2, 3, 'console', 'demo-can-bo-van-tuong', 2, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO contacts (id, person_id, channel, address, chat_id, created_at) VALUES (3, 5, 'console', 'demo-can-bo-dong-son', 3, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO contacts (id, person_id, channel, address, chat_id, created_at) VALUES (4, 7, 'console', 'demo-can-bo-binh-minh', 4, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO contacts (id, person_id, channel, address, chat_id, created_at) VALUES (5, 9, 'console', 'demo-can-bo-binh-chuong', 5, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO contacts (id, person_id, channel, address, chat_id, created_at) VALUES (6, 11, 'console', 'demo-dan-1', 6, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO contacts (id, person_id, channel, address, chat_id, created_at) VALUES (7, 12, 'console', 'demo-dan-2', 7, '2026-11-05 06:59:56.758629+00:00'::timestamptz);
INSERT INTO contacts (id, person_id, channel, address, chat_id, created_at) VALUES (8, 13, 'console', 'demo-dan-3', 8, '2026-11-10 11:43:54.818628+00:00'::timestamptz);
INSERT INTO contacts (id, person_id, channel, address, chat_id, created_at) VALUES (9, 14, 'console', 'demo-dan-4', 9, '2026-11-21 06:44:55.221487+00:00'::timestamptz);
SELECT setval('public.contacts_id_seq', 9);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (1, 'console', 'demo-can-bo-binh-son:link:1', 1, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (2, 'console', 'demo-can-bo-van-tuong:link:1', 2, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (3, 'console', 'demo-can-bo-dong-son:link:1', 3, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (4, 'console', 'demo-can-bo-binh-minh:link:1', 4, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (5, 'console', 'demo-can-bo-binh-chuong:link:1', 5, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (6, 'console', 'demo-dan-1:open', 6, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (7, 'console', 'demo-can-bo-binh-son:demo-dan-1:0', 1, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-10-29 00:14:37.407424+00:00'::timestamptz, '2026-10-29 00:14:37.407424+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (8, 'console', 'demo-can-bo-binh-son:demo-dan-1:1', 1, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-10-30 00:33:43.265232+00:00'::timestamptz, '2026-10-30 00:33:43.265232+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (9, 'internal', 'ask:1:3:1', 6, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-10-30 00:33:43.265232+00:00'::timestamptz, '2026-10-30 00:33:43.265232+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (10, 'console', 'demo-dan-1:demo-dan-1:2', 6, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-02 00:47:48.736078+00:00'::timestamptz, '2026-11-02 00:47:48.736078+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (11, 'console', 'demo-can-bo-binh-son:demo-dan-1:3', 1, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-03 00:16:08.822736+00:00'::timestamptz, '2026-11-03 00:16:08.822736+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (12, 'console', 'demo-dan-2:open', 7, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-05 06:59:56.758629+00:00'::timestamptz, '2026-11-05 06:59:56.758629+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (13, 'console', 'demo-can-bo-binh-son:demo-dan-2:0', 1, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-05 09:04:47.920506+00:00'::timestamptz, '2026-11-05 09:04:47.920506+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (14, 'console', 'demo-can-bo-binh-son:demo-dan-2:1', 1, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-09 00:48:29.061245+00:00'::timestamptz, '2026-11-09 00:48:29.061245+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (15, 'console', 'demo-can-bo-binh-son:demo-dan-2:2', 1, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-10 04:14:20.310943+00:00'::timestamptz, '2026-11-10 04:14:20.310943+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (16, 'internal', 'ask:2:4:2', 7, '', '\x7b2274657874223a22222c226174746163686d656e7473223a5b5d2c22706f736974696f6e223a6e756c6c2c2270686f6e65223a22222c226661696c65645f66696c6573223a302c2273656e6465725f6e616d65223a22222c22616c62756d223a22222c227265706c795f746f223a22222c2271756f746564223a22222c22656469746564223a66616c73652c226576656e74223a22222c226d6f7665645f746f223a22222c2270726f6d7074223a7b22666c6f77223a22616e737765725f6f666669636572222c22617267756d656e7473223a7b22636f6465223a2244582d32362d30303030312d54222c227175657374696f6e223a2258696e20c3b46e672f62c3a02063686f206269e1babf74206368e1bb97206ec3a0792067e1baa76e206de1bb9163206ec3a06f2064e1bb85206e68e1baad6e2072612c20c491e1bb83206368c3ba6e672074c3b4692074c3ac6d20c491e1babf6e20c491c3ba6e67206368e1bb972e227d7d7d'::bytea, '[]', 0, 'waiting', 0, NULL, '2026-11-10 04:14:20.310943+00:00'::timestamptz, NULL, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (17, 'console', 'demo-dan-3:open', 8, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-10 11:43:54.818628+00:00'::timestamptz, '2026-11-10 11:43:54.818628+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (18, 'console', 'demo-can-bo-binh-son:demo-dan-3:0', 1, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-11 04:26:30.433551+00:00'::timestamptz, '2026-11-11 04:26:30.433551+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (19, 'console', 'demo-can-bo-van-tuong:demo-dan-3:1', 2, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-11 06:49:28.757682+00:00'::timestamptz, '2026-11-11 06:49:28.757682+00:00'::timestamptz, NULL, NULL);
INSERT INTO inbox (id, channel, update_key, chat_id, person_key, body, files, failed_files, state, attempts, reason, received_at, handled_at, seq, copy) VALUES (20, 'console', 'demo-dan-4:open', 9, '', NULL, '[]', 0, 'handled', 0, NULL, '2026-11-21 06:44:55.221487+00:00'::timestamptz, '2026-11-21 06:44:55.221487+00:00'::timestamptz, NULL, NULL);
SELECT setval('public.inbox_id_seq', 20);
INSERT INTO posts (id, person_id, authority, body, role, invitation_hash, invited_at, linked_at, revoked_at, absent_until) VALUES (1, 1, 'binh-son', NULL, 'leader', NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO posts (id, person_id, authority, body, role, invitation_hash, invited_at, linked_at, revoked_at, absent_until) VALUES (2, 3, 'van-tuong', NULL, 'leader', NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO posts (id, person_id, authority, body, role, invitation_hash, invited_at, linked_at, revoked_at, absent_until) VALUES (3, 5, 'dong-son', NULL, 'leader', NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO posts (id, person_id, authority, body, role, invitation_hash, invited_at, linked_at, revoked_at, absent_until) VALUES (4, 7, 'binh-minh', NULL, 'leader', NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
INSERT INTO posts (id, person_id, authority, body, role, invitation_hash, invited_at, linked_at, revoked_at, absent_until) VALUES (5, 9, 'binh-chuong', NULL, 'leader', NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL);
SELECT setval('public.posts_id_seq', 5);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (1, 'reply:1:0', 1, 'console', 1, 'reply', E'{"text": "Ch\\u00e0o anh/ch\\u1ecb C\\u00e1n b\\u1ed9 m\\u1eabu B\\u00ecnh S\\u01a1n. Cu\\u1ed9c tr\\u00f2 chuy\\u1ec7n n\\u00e0y nay nh\\u1eadn vi\\u1ec7c cho X\\u00e3 B\\u00ecnh S\\u01a1n, vai tr\\u00f2 l\\u00e3nh \\u0111\\u1ea1o.\\nKhi c\\u00f3 vi\\u1ec7c m\\u1edbi, th\\u1ebb s\\u1ebd hi\\u1ec7n \\u1edf \\u0111\\u00e2y. B\\u1ea5m n\\u00fat tr\\u00ean th\\u1ebb, ho\\u1eb7c g\\u00f5:\\nnh\\u1eadn M\\u00c3 \\u00b7 tr\\u1ea3 l\\u1eddi M\\u00c3 n\\u1ed9i dung \\u00b7 h\\u1ecfi M\\u00c3 n\\u1ed9i dung \\u00b7 chuy\\u1ec3n M\\u00c3 \\u0111\\u01a1n v\\u1ecb \\u00b7 ghi ch\\u00fa M\\u00c3 n\\u1ed9i dung \\u00b7 li\\u00ean h\\u1ec7 M\\u00c3 \\u00b7 \\u0111\\u00f3ng M\\u00c3 l\\u00fd do \\u00b7 m\\u1edf l\\u1ea1i M\\u00c3 \\u00b7 \\u0111\\u00ednh ch\\u00ednh M\\u00c3 n\\u1ed9i dung \\u00b7 xem M\\u00c3\\nG\\u00f5 \\u201cc\\u1ee7a t\\u00f4i\\u201d \\u0111\\u1ec3 xem c\\u00e1c vi\\u1ec7c \\u0111ang m\\u1edf."}', NULL, 'sent', '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-10-29 00:14:37.407424+00:00'::timestamptz, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (2, 'reply:2:0', 2, 'console', 1, 'reply', E'{"text": "Ch\\u00e0o anh/ch\\u1ecb C\\u00e1n b\\u1ed9 m\\u1eabu V\\u1ea1n T\\u01b0\\u1eddng. Cu\\u1ed9c tr\\u00f2 chuy\\u1ec7n n\\u00e0y nay nh\\u1eadn vi\\u1ec7c cho X\\u00e3 V\\u1ea1n T\\u01b0\\u1eddng, vai tr\\u00f2 l\\u00e3nh \\u0111\\u1ea1o.\\nKhi c\\u00f3 vi\\u1ec7c m\\u1edbi, th\\u1ebb s\\u1ebd hi\\u1ec7n \\u1edf \\u0111\\u00e2y. B\\u1ea5m n\\u00fat tr\\u00ean th\\u1ebb, ho\\u1eb7c g\\u00f5:\\nnh\\u1eadn M\\u00c3 \\u00b7 tr\\u1ea3 l\\u1eddi M\\u00c3 n\\u1ed9i dung \\u00b7 h\\u1ecfi M\\u00c3 n\\u1ed9i dung \\u00b7 chuy\\u1ec3n M\\u00c3 \\u0111\\u01a1n v\\u1ecb \\u00b7 ghi ch\\u00fa M\\u00c3 n\\u1ed9i dung \\u00b7 li\\u00ean h\\u1ec7 M\\u00c3 \\u00b7 \\u0111\\u00f3ng M\\u00c3 l\\u00fd do \\u00b7 m\\u1edf l\\u1ea1i M\\u00c3 \\u00b7 \\u0111\\u00ednh ch\\u00ednh M\\u00c3 n\\u1ed9i dung \\u00b7 xem M\\u00c3\\nG\\u00f5 \\u201cc\\u1ee7a t\\u00f4i\\u201d \\u0111\\u1ec3 xem c\\u00e1c vi\\u1ec7c \\u0111ang m\\u1edf."}', NULL, 'sent', '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-11-11 06:49:28.757682+00:00'::timestamptz, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (3, 'reply:3:0', 3, 'console', 1, 'reply', E'{"text": "Ch\\u00e0o anh/ch\\u1ecb C\\u00e1n b\\u1ed9 m\\u1eabu \\u0110\\u00f4ng S\\u01a1n. Cu\\u1ed9c tr\\u00f2 chuy\\u1ec7n n\\u00e0y nay nh\\u1eadn vi\\u1ec7c cho X\\u00e3 \\u0110\\u00f4ng S\\u01a1n, vai tr\\u00f2 l\\u00e3nh \\u0111\\u1ea1o.\\nKhi c\\u00f3 vi\\u1ec7c m\\u1edbi, th\\u1ebb s\\u1ebd hi\\u1ec7n \\u1edf \\u0111\\u00e2y. B\\u1ea5m n\\u00fat tr\\u00ean th\\u1ebb, ho\\u1eb7c g\\u00f5:\\nnh\\u1eadn M\\u00c3 \\u00b7 tr\\u1ea3 l\\u1eddi M\\u00c3 n\\u1ed9i dung \\u00b7 h\\u1ecfi M\\u00c3 n\\u1ed9i dung \\u00b7 chuy\\u1ec3n M\\u00c3 \\u0111\\u01a1n v\\u1ecb \\u00b7 ghi ch\\u00fa M\\u00c3 n\\u1ed9i dung \\u00b7 li\\u00ean h\\u1ec7 M\\u00c3 \\u00b7 \\u0111\\u00f3ng M\\u00c3 l\\u00fd do \\u00b7 m\\u1edf l\\u1ea1i M\\u00c3 \\u00b7 \\u0111\\u00ednh ch\\u00ednh M\\u00c3 n\\u1ed9i dung \\u00b7 xem M\\u00c3\\nG\\u00f5 \\u201cc\\u1ee7a t\\u00f4i\\u201d \\u0111\\u1ec3 xem c\\u00e1c vi\\u1ec7c \\u0111ang m\\u1edf."}', NULL, 'waiting', '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, 0, 0, NULL, NULL, NULL, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (4, 'reply:4:0', 4, 'console', 1, 'reply', E'{"text": "Ch\\u00e0o anh/ch\\u1ecb C\\u00e1n b\\u1ed9 m\\u1eabu B\\u00ecnh Minh. Cu\\u1ed9c tr\\u00f2 chuy\\u1ec7n n\\u00e0y nay nh\\u1eadn vi\\u1ec7c cho X\\u00e3 B\\u00ecnh Minh, vai tr\\u00f2 l\\u00e3nh \\u0111\\u1ea1o.\\nKhi c\\u00f3 vi\\u1ec7c m\\u1edbi, th\\u1ebb s\\u1ebd hi\\u1ec7n \\u1edf \\u0111\\u00e2y. B\\u1ea5m n\\u00fat tr\\u00ean th\\u1ebb, ho\\u1eb7c g\\u00f5:\\nnh\\u1eadn M\\u00c3 \\u00b7 tr\\u1ea3 l\\u1eddi M\\u00c3 n\\u1ed9i dung \\u00b7 h\\u1ecfi M\\u00c3 n\\u1ed9i dung \\u00b7 chuy\\u1ec3n M\\u00c3 \\u0111\\u01a1n v\\u1ecb \\u00b7 ghi ch\\u00fa M\\u00c3 n\\u1ed9i dung \\u00b7 li\\u00ean h\\u1ec7 M\\u00c3 \\u00b7 \\u0111\\u00f3ng M\\u00c3 l\\u00fd do \\u00b7 m\\u1edf l\\u1ea1i M\\u00c3 \\u00b7 \\u0111\\u00ednh ch\\u00ednh M\\u00c3 n\\u1ed9i dung \\u00b7 xem M\\u00c3\\nG\\u00f5 \\u201cc\\u1ee7a t\\u00f4i\\u201d \\u0111\\u1ec3 xem c\\u00e1c vi\\u1ec7c \\u0111ang m\\u1edf."}', NULL, 'waiting', '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, 0, 0, NULL, NULL, NULL, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (5, 'reply:5:0', 5, 'console', 1, 'reply', E'{"text": "Ch\\u00e0o anh/ch\\u1ecb C\\u00e1n b\\u1ed9 m\\u1eabu B\\u00ecnh Ch\\u01b0\\u01a1ng. Cu\\u1ed9c tr\\u00f2 chuy\\u1ec7n n\\u00e0y nay nh\\u1eadn vi\\u1ec7c cho X\\u00e3 B\\u00ecnh Ch\\u01b0\\u01a1ng, vai tr\\u00f2 l\\u00e3nh \\u0111\\u1ea1o.\\nKhi c\\u00f3 vi\\u1ec7c m\\u1edbi, th\\u1ebb s\\u1ebd hi\\u1ec7n \\u1edf \\u0111\\u00e2y. B\\u1ea5m n\\u00fat tr\\u00ean th\\u1ebb, ho\\u1eb7c g\\u00f5:\\nnh\\u1eadn M\\u00c3 \\u00b7 tr\\u1ea3 l\\u1eddi M\\u00c3 n\\u1ed9i dung \\u00b7 h\\u1ecfi M\\u00c3 n\\u1ed9i dung \\u00b7 chuy\\u1ec3n M\\u00c3 \\u0111\\u01a1n v\\u1ecb \\u00b7 ghi ch\\u00fa M\\u00c3 n\\u1ed9i dung \\u00b7 li\\u00ean h\\u1ec7 M\\u00c3 \\u00b7 \\u0111\\u00f3ng M\\u00c3 l\\u00fd do \\u00b7 m\\u1edf l\\u1ea1i M\\u00c3 \\u00b7 \\u0111\\u00ednh ch\\u00ednh M\\u00c3 n\\u1ed9i dung \\u00b7 xem M\\u00c3\\nG\\u00f5 \\u201cc\\u1ee7a t\\u00f4i\\u201d \\u0111\\u1ec3 xem c\\u00e1c vi\\u1ec7c \\u0111ang m\\u1edf."}', NULL, 'waiting', '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, 0, 0, NULL, NULL, NULL, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (6, 'card:1:1:1', 1, 'console', 2, 'case', E'{"text": "C\\u00c2U H\\u1eceI HD-26-00001-V (ch\\u01b0a ai nh\\u1eadn)\\nV\\u1ec1: \\u0110\\u1ea5t \\u0111ai, s\\u1ed5 \\u0111\\u1ecf, ranh \\u0111\\u1ea5t, quy ho\\u1ea1ch\\nN\\u01a1i: x\\u00e3 B\\u00ecnh Nguy\\u00ean, nay thu\\u1ed9c x\\u00e3 B\\u00ecnh S\\u01a1n\\n\\u201ctoi muon tach thua cho con thi can giay to gi va nop o dau\\u201d", "choices": [{"label": "Nh\\u1eadn vi\\u1ec7c", "value": "~case~accept~HD-26-00001-V~0"}, {"label": "Tr\\u1ea3 l\\u1eddi", "value": "~case~answer~HD-26-00001-V~0"}, {"label": "H\\u1ecfi th\\u00eam", "value": "~case~ask~HD-26-00001-V~0"}], "numbered": false}', 1, 'sent', '2026-10-27 10:58:44.109548+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-10-29 00:14:37.407424+00:00'::timestamptz, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (7, 'case:1:accepted:1:7', 6, 'console', 1, 'case', E'{"text": "HD-26-00001-V: Ph\\u00f2ng Kinh t\\u1ebf x\\u00e3 B\\u00ecnh S\\u01a1n \\u0111\\u00e3 nh\\u1eadn gi\\u1ea3i quy\\u1ebft."}', 1, 'sent', '2026-10-29 00:14:37.407424+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-10-29 00:14:37.407424+00:00'::timestamptz, NULL, '2026-10-29 00:14:37.407424+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (8, 'supplement:4:1:1', 1, 'console', 3, 'case', E'{"text": "HD-26-00001-V: ng\\u01b0\\u1eddi d\\u00e2n b\\u1ed5 sung\\n\\u201cda dat o co vuon\\u201d"}', 1, 'sent', '2026-11-02 00:47:48.736078+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-11-03 00:16:08.822736+00:00'::timestamptz, NULL, '2026-11-02 00:47:48.736078+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (9, 'case:1:answer:5:1', 6, 'console', 2, 'case', E'{"text": "Ph\\u00f2ng Kinh t\\u1ebf x\\u00e3 B\\u00ecnh S\\u01a1n tr\\u1ea3 l\\u1eddi HD-26-00001-V:\\n\\n\\u00d4ng/b\\u00e0 n\\u1ed9p \\u0111\\u01a1n t\\u00e1ch th\\u1eeda k\\u00e8m b\\u1ea3n g\\u1ed1c gi\\u1ea5y ch\\u1ee9ng nh\\u1eadn t\\u1ea1i b\\u1ed9 ph\\u1eadn m\\u1ed9t c\\u1eeda; c\\u00e1n b\\u1ed9 s\\u1ebd h\\u1eb9n ng\\u00e0y \\u0111o \\u0111\\u1ea1c.\\n\\n\\u00d4ng/b\\u00e0 th\\u1ea5y c\\u00e1ch gi\\u1ea3i quy\\u1ebft th\\u1ebf n\\u00e0o? B\\u1ea5m m\\u1ed9t \\u00f4, ho\\u1eb7c g\\u00f5 s\\u1ed1 t\\u1eeb 1 \\u0111\\u1ebfn 5.", "sender": "officer", "choices": [{"label": "5 \\u00b7 R\\u1ea5t h\\u00e0i l\\u00f2ng", "value": "~rate~5~HD-26-00001-V~0"}, {"label": "4 \\u00b7 H\\u00e0i l\\u00f2ng", "value": "~rate~4~HD-26-00001-V~0"}, {"label": "3 \\u00b7 T\\u1ea1m \\u0111\\u01b0\\u1ee3c", "value": "~rate~3~HD-26-00001-V~0"}, {"label": "2 \\u00b7 Ch\\u01b0a h\\u00e0i l\\u00f2ng", "value": "~rate~2~HD-26-00001-V~0"}, {"label": "1 \\u00b7 R\\u1ea5t kh\\u00f4ng h\\u00e0i l\\u00f2ng", "value": "~rate~1~HD-26-00001-V~0"}], "numbered": false}', 1, 'sent', '2026-11-03 00:16:08.822736+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-11-03 00:16:08.822736+00:00'::timestamptz, NULL, '2026-11-03 00:16:08.822736+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (10, 'card:2:1:1', 1, 'console', 4, 'case', E'{"text": "KI\\u1ebeN NGH\\u1eca DX-26-00001-T (ch\\u01b0a ai nh\\u1eadn)\\nV\\u1ec1: \\u0110\\u01b0\\u1eddng s\\u00e1, c\\u1ea7u, v\\u1ec9a h\\u00e8, xe c\\u1ed9\\nN\\u01a1i: x\\u00e3 B\\u00ecnh Long, nay thu\\u1ed9c x\\u00e3 B\\u00ecnh S\\u01a1n\\n\\u201c\\u0110\\u1ec1 ngh\\u1ecb g\\u1eafn g\\u01b0\\u01a1ng c\\u1ea7u l\\u1ed3i \\u1edf kh\\u00fac cua g\\u1ea7n nh\\u00e0 v\\u0103n h\\u00f3a th\\u00f4n t\\u1ea1i B\\u00ecnh Long, khu\\u1ea5t t\\u1ea7m nh\\u00ecn n\\u00ean hay va ch\\u1ea1m.\\u201d", "choices": [{"label": "Nh\\u1eadn vi\\u1ec7c", "value": "~case~accept~DX-26-00001-T~0"}, {"label": "Tr\\u1ea3 l\\u1eddi", "value": "~case~answer~DX-26-00001-T~0"}, {"label": "H\\u1ecfi th\\u00eam", "value": "~case~ask~DX-26-00001-T~0"}], "numbered": false}', 2, 'sent', '2026-11-05 06:59:56.758629+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-11-05 09:04:47.920506+00:00'::timestamptz, NULL, '2026-11-05 06:59:56.758629+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (11, 'case:2:accepted:2:13', 7, 'console', 1, 'case', E'{"text": "DX-26-00001-T: Ph\\u00f2ng Kinh t\\u1ebf x\\u00e3 B\\u00ecnh S\\u01a1n \\u0111\\u00e3 nh\\u1eadn gi\\u1ea3i quy\\u1ebft."}', 2, 'sent', '2026-11-05 09:04:47.920506+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-11-05 09:04:47.920506+00:00'::timestamptz, NULL, '2026-11-05 09:04:47.920506+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (12, 'card:3:1:1', 1, 'console', 5, 'case', E'{"text": "PH\\u1ea2N \\u00c1NH PA-26-00001-R (ch\\u01b0a ai nh\\u1eadn)\\nV\\u1ec1: R\\u00e1c, m\\u00f9i h\\u00f4i, b\\u1ee5i, kh\\u00f3i, n\\u01b0\\u1edbc th\\u1ea3i\\nN\\u01a1i: ch\\u01b0a r\\u00f5\\n\\u201cXe ch\\u1edf \\u0111\\u00e1 ch\\u1ea1y qua B\\u00ecnh Thu\\u1eadn kh\\u00f4ng che b\\u1ea1t, b\\u1ee5i ph\\u1ee7 tr\\u1eafng nh\\u00e0, tr\\u1ebb con ho su\\u1ed1t.\\u201d", "choices": [{"label": "Nh\\u1eadn vi\\u1ec7c", "value": "~case~accept~PA-26-00001-R~0"}, {"label": "Tr\\u1ea3 l\\u1eddi", "value": "~case~answer~PA-26-00001-R~0"}, {"label": "H\\u1ecfi th\\u00eam", "value": "~case~ask~PA-26-00001-R~0"}], "numbered": false}', 3, 'sent', '2026-11-10 11:43:54.818628+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-11-11 04:26:30.433551+00:00'::timestamptz, NULL, '2026-11-10 11:43:54.818628+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (13, 'card:3:2:2', 2, 'console', 2, 'case', E'{"text": "PH\\u1ea2N \\u00c1NH PA-26-00001-R (ch\\u01b0a ai nh\\u1eadn)\\nV\\u1ec1: R\\u00e1c, m\\u00f9i h\\u00f4i, b\\u1ee5i, kh\\u00f3i, n\\u01b0\\u1edbc th\\u1ea3i\\nN\\u01a1i: ch\\u01b0a r\\u00f5\\n\\u201cXe ch\\u1edf \\u0111\\u00e1 ch\\u1ea1y qua B\\u00ecnh Thu\\u1eadn kh\\u00f4ng che b\\u1ea1t, b\\u1ee5i ph\\u1ee7 tr\\u1eafng nh\\u00e0, tr\\u1ebb con ho su\\u1ed1t.\\u201d", "choices": [{"label": "Nh\\u1eadn vi\\u1ec7c", "value": "~case~accept~PA-26-00001-R~0"}, {"label": "Tr\\u1ea3 l\\u1eddi", "value": "~case~answer~PA-26-00001-R~0"}, {"label": "H\\u1ecfi th\\u00eam", "value": "~case~ask~PA-26-00001-R~0"}], "numbered": false}', 3, 'sent', '2026-11-11 04:26:30.433551+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-11-11 06:49:28.757682+00:00'::timestamptz, NULL, '2026-11-11 04:26:30.433551+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (14, 'case:3:transferred:3:18', 8, 'console', 1, 'case', E'{"text": "PA-26-00001-R \\u0111\\u00e3 \\u0111\\u01b0\\u1ee3c chuy\\u1ec3n t\\u1edbi Ph\\u00f2ng Kinh t\\u1ebf x\\u00e3 V\\u1ea1n T\\u01b0\\u1eddng. \\u00d4ng/b\\u00e0 kh\\u00f4ng c\\u1ea7n g\\u1eedi l\\u1ea1i."}', 3, 'sent', '2026-11-11 04:26:30.433551+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-11-11 04:26:30.433551+00:00'::timestamptz, NULL, '2026-11-11 04:26:30.433551+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (15, 'case:3:accepted:3:19', 8, 'console', 2, 'case', E'{"text": "PA-26-00001-R: Ph\\u00f2ng Kinh t\\u1ebf x\\u00e3 V\\u1ea1n T\\u01b0\\u1eddng \\u0111\\u00e3 nh\\u1eadn gi\\u1ea3i quy\\u1ebft."}', 3, 'sent', '2026-11-11 06:49:28.757682+00:00'::timestamptz, 0, 0, 0, NULL, NULL, '2026-11-11 06:49:28.757682+00:00'::timestamptz, NULL, '2026-11-11 06:49:28.757682+00:00'::timestamptz);
INSERT INTO outbox (id, key, chat_id, channel, seq, lane, body, case_id, state, due_at, attempts, losses, progress, lease_until, reason, sent_at, external_id, created_at) VALUES (16, 'card:4:1:4', 4, 'console', 2, 'case', E'{"text": "KI\\u1ebeN NGH\\u1eca DX-26-00002-U (ch\\u01b0a ai nh\\u1eadn)\\nV\\u1ec1: Tr\\u01b0\\u1eddng h\\u1ecdc, l\\u1edbp h\\u1ecdc, h\\u1ecdc sinh\\nN\\u01a1i: x\\u00e3 B\\u00ecnh An, nay thu\\u1ed9c x\\u00e3 B\\u00ecnh Minh\\n\\u201c\\u0110\\u1ec1 ngh\\u1ecb m\\u1edf th\\u00eam l\\u1edbp m\\u1eabu gi\\u00e1o \\u1edf \\u0111i\\u1ec3m tr\\u01b0\\u1eddng B\\u00ecnh An v\\u00ec m\\u1ea5y ch\\u1ee5c ch\\u00e1u ph\\u1ea3i \\u0111i h\\u1ecdc xa.\\u201d", "choices": [{"label": "Nh\\u1eadn vi\\u1ec7c", "value": "~case~accept~DX-26-00002-U~0"}, {"label": "Tr\\u1ea3 l\\u1eddi", "value": "~case~answer~DX-26-00002-U~0"}, {"label": "H\\u1ecfi th\\u00eam", "value": "~case~ask~DX-26-00002-U~0"}], "numbered": false}', 4, 'waiting', '2026-11-21 06:44:55.221487+00:00'::timestamptz, 0, 0, 0, NULL, NULL, NULL, NULL, '2026-11-21 06:44:55.221487+00:00'::timestamptz);
SELECT setval('public.outbox_id_seq', 16);
INSERT INTO submissions (id, code, case_id, person_id, chat_id, inbox_id, text, position, contact_name, contact_phone, pin_hash, wrong_pins, pin_locked_until, received_at, withdrawn_at, rating, rated_at) VALUES (1, 'HD-26-00001-V', 1, 11, 6, 6, 'toi muon tach thua cho con thi can giay to gi va nop o dau', NULL, 'Đỗ Thị Minh Họa', '0900 000 005', '4eda806b11e733e1c330e242cbbcf07ed9ca685c74829c8752a60c34ac38df48', 0, NULL, '2026-10-27 10:58:44.109548+00:00'::timestamptz, NULL, NULL, NULL);
INSERT INTO submissions (id, code, case_id, person_id, chat_id, inbox_id, text, position, contact_name, contact_phone, pin_hash, wrong_pins, pin_locked_until, received_at, withdrawn_at, rating, rated_at) VALUES (2, 'DX-26-00001-T', 2, 12, 7, 12, 'Đề nghị gắn gương cầu lồi ở khúc cua gần nhà văn hóa thôn tại Bình Long, khuất tầm nhìn nên hay va chạm.', NULL, 'Võ Văn Dụ', '0900 000 056', '057d13a4fcee8f333d98a61f8818ffee23655f4b456b6c70e32d36d6f00822c0', 0, NULL, '2026-11-05 06:59:56.758629+00:00'::timestamptz, NULL, NULL, NULL);
INSERT INTO submissions (id, code, case_id, person_id, chat_id, inbox_id, text, position, contact_name, contact_phone, pin_hash, wrong_pins, pin_locked_until, received_at, withdrawn_at, rating, rated_at) VALUES (3, 'PA-26-00001-R', 3, 13, 8, 17, 'Xe chở đá chạy qua Bình Thuận không che bạt, bụi phủ trắng nhà, trẻ con ho suốt.', NULL, 'Võ Văn Dụ', '0900 000 044', '369fb7dea7190abd225a3e0d16d569c998893fce14f920fd666c78613c6984fe', 0, NULL, '2026-11-10 11:43:54.818628+00:00'::timestamptz, NULL, NULL, NULL);
INSERT INTO submissions (id, code, case_id, person_id, chat_id, inbox_id, text, position, contact_name, contact_phone, pin_hash, wrong_pins, pin_locked_until, received_at, withdrawn_at, rating, rated_at) VALUES (4, 'DX-26-00002-U', 4, 14, 9, 20, 'Đề nghị mở thêm lớp mẫu giáo ở điểm trường Bình An vì mấy chục cháu phải đi học xa.', NULL, 'Phạm Thị Ví', '0900 000 024', '41fc070c95f4b0e2e648147453ce23d9ccec1ad36a3d961b24f8fe74045722bf', 0, NULL, '2026-11-21 06:44:55.221487+00:00'::timestamptz, NULL, NULL, NULL);
SELECT setval('public.submissions_id_seq', 4);
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (1, 1, 1, 'open', 11, 1, 'citizen', '2026-10-27 10:58:44.109548+00:00'::timestamptz, 'toi muon tach thua cho con thi can giay to gi va nop o dau', '{}', 'd69f085a3802a7e9804afb266360b92b85fc6f698a47abed6951c2217583c173');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (2, 1, 2, 'accept', 1, NULL, 'citizen', '2026-10-29 00:14:37.407424+00:00'::timestamptz, '', '{}', '078b26de7edfe58dd0b06881773706f683dc29e468c62b731c5c25302230f46b');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (3, 1, 3, 'ask', 1, NULL, 'citizen', '2026-10-30 00:33:43.265232+00:00'::timestamptz, 'Xin ông/bà cho biết thửa đất là đất ở hay đất vườn.', '{}', '83729b7c9236cfa7c09ab09ea2b3ee29671e208fc77dcac36b4fb80f88cefd98');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (4, 1, 4, 'supplement', 11, 1, 'citizen', '2026-11-02 00:47:48.736078+00:00'::timestamptz, 'da dat o co vuon', '{}', '7876472d4a6344c83f701e265b5120f2b0fd82fed0d7e50c0d9855a7c234ec7b');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (5, 1, 5, 'answer', 1, NULL, 'citizen', '2026-11-03 00:16:08.822736+00:00'::timestamptz, 'Ông/bà nộp đơn tách thửa kèm bản gốc giấy chứng nhận tại bộ phận một cửa; cán bộ sẽ hẹn ngày đo đạc.', '{}', '4d2f6948f3582abca278f7f8d89f2c09bc41e6f091e8d16231831fb7ec911005');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (6, 2, 1, 'open', 12, 2, 'citizen', '2026-11-05 06:59:56.758629+00:00'::timestamptz, 'Đề nghị gắn gương cầu lồi ở khúc cua gần nhà văn hóa thôn tại Bình Long, khuất tầm nhìn nên hay va chạm.', '{}', '794d6b0b1481c5a1cc37cc0c8deee40ecb258304de0ac20830a6d13ac70e85a9');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (7, 2, 2, 'accept', 1, NULL, 'citizen', '2026-11-05 09:04:47.920506+00:00'::timestamptz, '', '{}', '995314b982db4f6ef98bc250619e7ac77747c0725737d5d88e54bad8a724281e');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (8, 2, 3, 'note', 1, NULL, 'officers', '2026-11-09 00:48:29.061245+00:00'::timestamptz, 'Đã gọi thôn trưởng, hẹn xem hiện trường sáng mai.', '{}', '5f64b8826b7276bf135d2690deb72cba4925d160df395cdde28b7db71697eb79');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (9, 2, 4, 'ask', 1, NULL, 'citizen', '2026-11-10 04:14:20.310943+00:00'::timestamptz, 'Xin ông/bà cho biết chỗ này gần mốc nào dễ nhận ra, để chúng tôi tìm đến đúng chỗ.', '{}', '64578020b19fb756c98e64b79c56597fa8f812e580c309a9575f2e88af66f785');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (10, 3, 1, 'open', 13, 3, 'citizen', '2026-11-10 11:43:54.818628+00:00'::timestamptz, 'Xe chở đá chạy qua Bình Thuận không che bạt, bụi phủ trắng nhà, trẻ con ho suốt.', '{}', '75b4db3ca8df63a2abd7ee744eaed71e1c950ddbe0b9afed8ebadd9d4a9f2170');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (11, 3, 2, 'transfer', 1, NULL, 'citizen', '2026-11-11 04:26:30.433551+00:00'::timestamptz, '', '{"from": {"authority": "binh-son", "body": "kinh-te-xa"}, "to": {"authority": "van-tuong", "body": "kinh-te-xa"}}', 'de8ce30977263fe8493d98f93099646da515748f64e67a973bf4caf3f92f947e');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (12, 3, 3, 'accept', 3, NULL, 'citizen', '2026-11-11 06:49:28.757682+00:00'::timestamptz, '', '{}', 'ed130048eb63148f09acdc28af64fd8ad367b69d0c870c6eef3e679f4752e0f2');
INSERT INTO events (id, case_id, number, action, actor_id, submission_id, audience, at, text, data, hash) VALUES (13, 4, 1, 'open', 14, 4, 'citizen', '2026-11-21 06:44:55.221487+00:00'::timestamptz, 'Đề nghị mở thêm lớp mẫu giáo ở điểm trường Bình An vì mấy chục cháu phải đi học xa.', '{}', '00477ee6ed952852665018dcca8766dd1b235a92deb3519a0e025c0b3b286279');
SELECT setval('public.events_id_seq', 13);
