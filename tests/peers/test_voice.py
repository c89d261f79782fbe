"""What a real browser records becomes a voice message that it can play."""

import base64
import subprocess

import pytest
from conftest import ROOT
from playwright.sync_api import Browser

RECORD = """async () => {
    const context = new AudioContext(), tone = context.createOscillator(), stream = context.createMediaStreamDestination();
    tone.frequency.value = 440;
    tone.connect(stream);
    tone.start();
    const recorder = new MediaRecorder(stream.stream, { mimeType: "audio/webm;codecs=opus", audioBitsPerSecond: 32000 });
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.start(500);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await new Promise((resolve) => { recorder.onstop = resolve; recorder.stop(); });
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
LISTEN = """async (ogg) => {
    const bytes = Uint8Array.from(atob(ogg), (sign) => sign.charCodeAt(0));
    const sound = await new AudioContext().decodeAudioData(bytes.buffer), waves = sound.getChannelData(0);
    let crossings = 0;
    for (let at = 1; at < waves.length; at++) if (waves[at - 1] < 0 && waves[at] >= 0) crossings++;
    const player = new Audio("data:audio/ogg;base64," + ogg);
    const length = await new Promise((resolve) => {
        player.onloadedmetadata = () => resolve(player.duration);
        player.onerror = () => resolve(-1);
    });
    return [sound.duration, crossings / sound.duration, length];
}"""
CONVERT = """
import base64, sys
from bot.channels.telegram.opus import as_ogg
print(base64.b64encode(as_ogg(base64.b64decode(sys.stdin.read()))).decode())
"""


def test_a_recording_can_be_heard(browser: Browser) -> None:
    page = browser.new_page()
    page.goto("about:blank")
    webm = page.evaluate(RECORD)
    python = ROOT / ".venv" / "bin" / "python"
    run = subprocess.run([python, "-c", CONVERT], input=webm, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert base64.b64decode(run.stdout).startswith(b"OggS")
    seconds, tone, length = page.evaluate(LISTEN, run.stdout.strip())
    assert seconds == pytest.approx(2, abs=0.3)
    assert length == pytest.approx(seconds, abs=0.1)
    assert tone == pytest.approx(440, rel=0.05)
    page.close()
