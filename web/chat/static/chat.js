/* The chat page. Without this script the page works by plain forms; this adds live messages, voice, place and patience. */
(function () {
  "use strict";

  const settings = JSON.parse(document.getElementById("settings").textContent);
  const words = settings.words;
  const byId = (id) => document.getElementById(id);
  const main = byId("main"), log = byId("log"), form = byId("form"), input = byId("text"), status = byId("status");
  const picker = byId("files"), chosenList = byId("chosen"), recorder = byId("recorder");
  const STORE = "nghedan-unsent";
  let last = Number(log.dataset.last);
  document.documentElement.classList.add("scripted");

  // ------------------------------------------------------------ small tools

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#i-" + name);
    svg.appendChild(use);
    return svg;
  }

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const notices = {};
  function notice(kind, line) {
    if (line) notices[kind] = line; else delete notices[kind];
    const shown = notices.error || notices.network || notices.place || "";
    if (status.textContent !== shown) status.textContent = shown;
    status.hidden = !shown;
  }

  const nearEnd = () => main.scrollHeight - main.scrollTop - main.clientHeight < 160;
  function toEnd() { main.scrollTop = main.scrollHeight; }

  /** Web addresses and telephone numbers become links, codes hold together; everything else stays text. */
  function linked(text) {
    const paragraph = make("p", "text"), pattern = new RegExp(settings.links, "g");
    let from = 0, match;
    while ((match = pattern.exec(text))) {
      paragraph.append(text.slice(from, match.index));
      const link = make(match[2] ? "span" : "a", match[2] ? "code" : "", match[0]);
      if (match[2]) { /* no link */ }
      else if (match[1]) { link.href = match[1]; link.target = "_blank"; link.rel = "noopener noreferrer"; }
      else link.href = "tel:" + match[0].replace(/[ .]/g, "");
      paragraph.append(link);
      from = match.index + match[0].length;
    }
    paragraph.append(text.slice(from));
    return paragraph;
  }

  // ------------------------------------------------------------ showing messages

  function fileElement(file, number) {
    if (file.kind === "photo") {
      const link = make("a"), image = make("img");
      link.href = file.url; link.target = "_blank";
      image.src = file.url; image.loading = "lazy"; image.alt = words.photo + " " + number;
      image.addEventListener("load", () => { if (nearEnd()) toEnd(); });
      link.append(image);
      return link;
    }
    if (file.kind === "voice" || file.kind === "video") {
      const player = make(file.kind === "voice" ? "audio" : "video");
      player.controls = true; player.preload = "none"; player.src = file.url;
      player.setAttribute("aria-label", file.kind === "voice" ? words.voice : words.video);
      return player;
    }
    const link = make("a", "document");
    link.href = file.url;
    link.append(icon("file"), file.name || words.document);
    return link;
  }

  function choiceButtons(message) {
    const box = make("div", "choices");
    message.choices.forEach((choice, index) => {
      const button = make("button");
      button.name = "text"; button.value = choice.value; button.dataset.label = choice.label;
      if (!message.hints || message.hints.numbered) button.append(make("span", "number", String(index + 1)));
      button.append(make("span", "", choice.label));
      box.append(button);
    });
    return box;
  }

  function bubble(message) {
    const item = make("li", "message " + message.from), box = make("div", "bubble");
    item.append(make("span", "unseen", words.from[message.from]));
    if (message.from === "officer") box.append(make("span", "badge", words.officer));
    if (message.text) box.append(message.from === "me" ? make("p", "text", message.text) : linked(message.text));
    if (message.files.length) {
      const files = make("ul", "files");
      message.files.forEach((file, index) => { const entry = make("li"); entry.append(fileElement(file, index + 1)); files.append(entry); });
      box.append(files);
    }
    if (message.from !== "me") addListening(box, message.text);
    item.append(box);
    if (message.choices.length) item.append(choiceButtons(message));
    if (message.hints && message.hints.position && canShare) item.append(shareButton());
    return item;
  }

  function show(message) {
    if (message.id <= last) return;
    last = message.id;
    const follow = message.from === "me" || nearEnd();
    if (message.from === "me") dropCopyOf(message);
    const item = bubble(message);
    item.id = "m" + message.id;
    log.insertBefore(item, log.querySelector(".pending, .failed"));
    if (follow) { if (message.from !== "me" && item.offsetHeight > main.clientHeight) item.scrollIntoView(); else toEnd(); }
    if (message.hints && message.hints.forget) forget(item);
    else acknowledgeSoon();
  }

  // ------------------------------------------------------------ reading aloud

  const speech = window.speechSynthesis;
  let voice = null, speaking = null;

  function findVoice() {
    voice = speech.getVoices().find((each) => /^vi\b/i.test(each.lang)) || null;
    document.documentElement.classList.toggle("speaks", Boolean(voice));
    document.querySelectorAll(".listen").forEach((button) => { button.hidden = !voice; });
  }

  function addListening(box, text) {
    if (!speech || !text) return;
    const button = make("button", "listen");
    button.type = "button"; button.hidden = !voice;
    button.append(icon("sound"), make("span", "unseen", words.listen));
    button.title = words.listen;
    button.addEventListener("click", () => speak(button, text));
    box.append(button);
  }

  function showSpeaking(button, on) {
    button.lastChild.textContent = button.title = on ? words.stop : words.listen;
    button.setAttribute("aria-pressed", String(on));
  }

  function speak(button, text) {
    const again = speaking === button;
    speech.cancel();
    if (speaking) showSpeaking(speaking, false);
    speaking = null;
    if (again) return;
    const utterance = new SpeechSynthesisUtterance(text.replace(/https?:\/\/\S+/g, ""));
    utterance.lang = "vi-VN"; utterance.voice = voice; utterance.rate = 0.9;
    utterance.onend = utterance.onerror = () => {
      showSpeaking(button, false);
      if (speaking === button) speaking = null;
    };
    speaking = button;
    showSpeaking(button, true);
    speech.speak(utterance);
  }

  if (speech) {
    document.querySelectorAll(".message:not(.me) .bubble").forEach((box) => {
      const text = box.querySelector(".text");
      if (text) addListening(box, text.textContent);
    });
    findVoice();
    if (speech.addEventListener) speech.addEventListener("voiceschanged", findVoice);
  }

  // ------------------------------------------------------------ sending: one at a time, in order, until it is taken

  const unsent = [];
  let busy = false, wait = 0, timer = 0;

  function keep() {
    const kept = unsent.filter((each) => !each.failed && !each.files.length).map(({ key, text, label }) => ({ key, text, label }));
    try {
      if (kept.length) localStorage.setItem(STORE, JSON.stringify(kept)); else localStorage.removeItem(STORE);
    } catch (error) { /* private mode: the message lives as long as the page */ }
  }

  function send(text, options) {
    const message = Object.assign({ key: newKey(), text: text, label: text, files: [], place: null }, options);
    const urls = message.files.map((file) => ({
      kind: /^image\//.test(file.type) ? "photo" : /^audio\//.test(file.type) ? "voice" : "document",
      name: file.name, url: URL.createObjectURL(file),
    }));
    message.item = bubble({ from: "me", text: message.label, files: urls, choices: [] });
    message.item.classList.add("pending");
    message.line = make("p", "note", words.sending);
    message.item.append(message.line);
    log.append(message.item);
    toEnd();
    unsent.push(message);
    keep();
    if (!options || !options.later) next();
  }

  function request(message) {
    const headers = { "Idempotency-Key": message.key, "Accept": "application/json" };
    if (!message.files.length) {
      headers["Content-Type"] = "application/json";
      return fetch("/chat/messages", { method: "POST", headers, body: JSON.stringify(Object.assign({ text: message.text }, message.place)) });
    }
    const body = new FormData();
    body.append("text", message.text);
    message.files.forEach((file) => body.append("files", file, file.name));
    return fetch("/chat/messages", { method: "POST", headers, body });
  }

  async function next() {
    const message = unsent.find((each) => !each.failed);
    if (busy || !message) return;
    busy = true;
    clearTimeout(timer);
    message.line.textContent = words.sending;
    try {
      const response = await request(message);
      const answer = await response.json().catch(() => ({}));
      busy = false;
      if (response.status === 202) taken(message, answer);
      else if (response.status === 429 || response.status >= 500) again(message, answer.error || words.notSent, Number(response.headers.get("Retry-After")));
      else refused(message, answer.error || words.notSent);
    } catch (error) {
      busy = false;
      again(message, words.waiting, 0);
    }
  }

  function taken(message, answer) {
    wait = 0;
    notice("error", "");
    unsent.splice(unsent.indexOf(message), 1);
    keep();
    if (answer.id > last && message.item) message.line.textContent = ""; else drop(message);
    message.id = answer.id;
    if (answer.id > last) sent.push(message);
    if (answer.refused) notice("error", answer.refused.map((each) => each.name + ": " + each.why).join("\n"));
    if (!streaming) catchUp();
    next();
  }

  function again(message, line, seconds) {
    wait = Math.min(30, seconds || Math.max(2, wait * 2));
    message.line.textContent = line;
    timer = setTimeout(next, wait * 1000);
  }

  function refused(message, line) {
    message.failed = true;
    message.item.className = "message me failed";
    message.line.textContent = line + " ";
    const button = make("button", "", words.discard);
    button.type = "button";
    button.addEventListener("click", () => { unsent.splice(unsent.indexOf(message), 1); message.item.remove(); });
    message.line.append(button);
    if (!input.value && message.label === message.text) { input.value = message.text; grow(); }
    keep();
    toEnd();
    next();
  }

  const sent = [];  // accepted, but not yet seen in the stream

  function drop(message) {
    if (message.item) message.item.remove();
    message.item = null;
  }

  /** The stream brought what "me" said: its provisional bubble goes. */
  function dropCopyOf(message) {
    const index = sent.findIndex((each) => each.id === message.id);
    if (index >= 0) { drop(sent[index]); sent.splice(index, 1); return; }
    const inFlight = unsent.find((each) => !each.failed);
    if (busy && inFlight && inFlight.label.trim() === message.text) drop(inFlight);
  }

  // ------------------------------------------------------------ receiving

  let stream = null, streaming = false, lostTimer = 0, pollTimer = 0, ackTimer = 0, opened = 0;

  function lost() {
    streaming = false;
    if (!lostTimer) lostTimer = setTimeout(() => notice("network", words.lost), 6000);
    if (!pollTimer) pollTimer = setTimeout(poll, 3000);
  }

  function found() {
    streaming = true;
    clearTimeout(lostTimer);
    clearTimeout(pollTimer);
    lostTimer = pollTimer = 0;
    notice("network", "");
    next();
  }

  function open() {
    if (stream) stream.close();
    opened = Date.now();
    stream = new EventSource("/chat/events?hints=1&after=" + last);
    stream.onopen = found;
    stream.onmessage = (event) => { if (!streaming) found(); show(JSON.parse(event.data)); };
    stream.onerror = lost;
    lost();
  }

  async function catchUp() {
    const response = await fetch("/chat/messages?hints=1&after=" + last, { headers: { "Accept": "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    (await response.json()).forEach(show);
  }

  /** While there is no stream: ask, and try to open one again. */
  async function poll() {
    pollTimer = 0;
    try {
      await catchUp();
      clearTimeout(lostTimer);
      lostTimer = 0;
      notice("network", "");
      next();
    } catch (error) {
      notice("network", words.lost);
    }
    if (streaming) return;
    if (stream.readyState === EventSource.CLOSED || Date.now() - opened > 20000) open();
    else pollTimer = setTimeout(poll, 3000);
  }

  /** Asking past a message tells the office that it arrived here. */
  function acknowledgeSoon() {
    if (document.hidden) return;
    clearTimeout(ackTimer);
    ackTimer = setTimeout(() => catchUp().catch(() => {}), 400);
  }

  /** "Kết thúc": this device forgets the chat; the farewell stays on the screen. */
  async function forget(farewell) {
    if (speech) speech.cancel();
    try { localStorage.removeItem(STORE); } catch (error) { /* nothing kept */ }
    unsent.length = 0;
    sent.length = 0;
    Array.from(log.children).forEach((item) => { if (item !== farewell) item.remove(); });
    input.value = "";
    clearChosen();
    stream.close();
    clearTimeout(ackTimer);
    await fetch("/chat/messages?after=" + last).catch(() => {});  // brings the new cookie
    last = 0;
    open();
  }

  // ------------------------------------------------------------ photos and files

  let chosen = [];

  function clearChosen() { chosen = []; picker.value = ""; listChosen(); }

  function listChosen() {
    chosenList.textContent = "";
    chosen.forEach((file, index) => {
      const entry = make("li"), button = make("button", "", "×");
      button.type = "button"; button.setAttribute("aria-label", words.removeFile + ": " + file.name);
      button.addEventListener("click", () => { chosen.splice(index, 1); listChosen(); });
      entry.append(make("span", "", file.name), button);
      chosenList.append(entry);
    });
    chosenList.hidden = !chosen.length;
  }

  /** A phone's photo is made smaller before it travels: an old phone's network is slow and dear. */
  async function lighter(file) {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 1500000 || !window.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file), scale = Math.min(1, settings.side / Math.max(picture.width, picture.height));
      const canvas = make("canvas");
      canvas.width = Math.round(picture.width * scale); canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
    } catch (error) {
      return file;
    }
  }

  picker.addEventListener("change", async () => {
    const picked = await Promise.all(Array.from(picker.files).map(lighter));
    picker.value = "";
    const fits = picked.filter((file) => file.size <= settings.fileLimit);
    notice("error", fits.length < picked.length ? words.tooLarge : "");
    chosen = chosen.concat(fits).slice(0, settings.fileCount);
    listChosen();
    input.focus();
  });

  // ------------------------------------------------------------ voice

  let recording = null;

  async function startRecording() {
    let sound;
    try { sound = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch (error) { notice("error", words.noMicrophone); return; }
    const type = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg"].find((each) => MediaRecorder.isTypeSupported(each)) || "";
    const media = new MediaRecorder(sound, type ? { mimeType: type, audioBitsPerSecond: 32000 } : {});
    const parts = [], started = Date.now();
    recording = { media, wanted: false };
    const clock = setInterval(tick, 500);
    function tick() {
      const seconds = Math.floor((Date.now() - started) / 1000);
      byId("elapsed").textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
      if (seconds >= settings.voiceSeconds) stopRecording(true);
    }
    media.ondataavailable = (event) => { if (event.data.size) parts.push(event.data); };
    media.onstop = () => {
      clearInterval(clock);
      sound.getTracks().forEach((track) => track.stop());
      recorder.hidden = true;
      const wanted = recording.wanted, plain = (media.mimeType || "audio/webm").split(";")[0];
      recording = null;
      if (wanted && parts.length) send("", { files: [new File(parts, "ghi-am." + plain.split("/")[1], { type: plain })] });
    };
    media.start();
    notice("error", "");
    tick();
    recorder.hidden = false;
    byId("record-stop").focus();
  }

  function stopRecording(wanted) {
    if (!recording || recording.media.state === "inactive") return;
    recording.wanted = wanted;
    recording.media.stop();
  }

  if (window.MediaRecorder && navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    const button = byId("record");
    button.hidden = false;
    button.addEventListener("click", () => { if (!recording) startRecording(); });
    byId("record-stop").addEventListener("click", () => stopRecording(true));
    byId("record-cancel").addEventListener("click", () => { stopRecording(false); button.focus(); });
  }

  // ------------------------------------------------------------ place

  const canShare = Boolean(navigator.geolocation) && window.isSecureContext;

  function share() {
    notice("place", words.findingPlace);
    navigator.geolocation.getCurrentPosition((found) => {
      notice("place", "");
      const { latitude, longitude } = found.coords;
      send("", { place: { latitude, longitude }, label: words.myPlace });
    }, () => notice("place", words.noPlace), { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
  }

  function shareButton() {
    const box = make("div", "choices"), button = make("button");
    button.type = "button";
    button.append(icon("place"), make("span", "", words.sharePlace));
    button.addEventListener("click", share);
    box.append(button);
    return box;
  }

  if (canShare) {
    byId("share").hidden = false;
    document.querySelectorAll("[data-place]").forEach((item) => item.append(shareButton()));
    byId("share").addEventListener("click", share);
  }

  // ------------------------------------------------------------ writing

  function grow() {
    input.style.height = "auto";
    input.style.height = Math.min(input.scrollHeight + 3, 9 * 17) + "px";
  }

  function submit() {
    const text = input.value;
    if (!text.trim() && !chosen.length) { input.focus(); return; }
    send(text, { files: chosen });
    input.value = "";
    clearChosen();
    notice("error", "");
    grow();
    input.focus();
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  input.addEventListener("input", grow);
  input.addEventListener("keydown", (event) => {
    const mouse = window.matchMedia("(pointer: fine)").matches;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && mouse) { event.preventDefault(); submit(); }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button[name=text]");
    if (!button) return;
    event.preventDefault();
    send(button.value, { label: button.dataset.label || button.value });
  });

  const large = byId("large");
  large.hidden = false;
  large.addEventListener("click", () => {
    const top = main.getBoundingClientRect().top;
    const reading = Array.from(log.children).find((item) => item.getBoundingClientRect().bottom > top);
    const follow = nearEnd(), on = document.documentElement.classList.toggle("large");
    large.setAttribute("aria-pressed", String(on));
    document.cookie = "nghedan_large=" + (on ? "1" : "0") + "; path=/; max-age=31536000; SameSite=Lax";
    grow();
    if (follow) toEnd(); else if (reading && main.scrollTop) reading.scrollIntoView();
  });

  // ------------------------------------------------------------ start

  function invitation() {
    const address = new URLSearchParams(location.search), part = new URLSearchParams(location.hash.slice(1));
    const code = part.get("start") || address.get("start") || address.get("code") || "";
    if (/^[A-Za-z0-9_-]{8,64}$/.test(code)) { input.value = "/start " + code; grow(); }
    if (location.search || part.get("start")) history.replaceState(null, "", "/");
  }

  function resend() {
    let kept = [];
    try { kept = JSON.parse(localStorage.getItem(STORE) || "[]"); } catch (error) { /* nothing kept */ }
    kept.forEach((message) => send(message.text, Object.assign({ later: true }, message)));
  }

  if (!status.hidden) notices.error = status.textContent;
  invitation();
  resend();
  if (last > 0 && !location.hash) toEnd();
  open();
  if (last > 0) acknowledgeSoon();
  window.addEventListener("online", () => { wait = 0; next(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) catchUp().catch(() => {}); });
})();
