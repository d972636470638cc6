// Rings, vibrates and notifies when the number is called, once the person has asked for it by one press.
"use strict";

const TIMES = 3;
const PATTERN = [500, 250, 500, 250, 500];
const BLINK = 1000;

const bell = document.getElementById("ring");
const chime = new Audio();
chime.preload = "none";
chime.src = bell.dataset.chime;
let left = 0;
let blinking = 0;

function wanted() {
  return sessionStorage.getItem("ring") === "on";
}

function sound(times) {
  left = times;
  chime.currentTime = 0;
  chime.play().catch((error) => {
    // A browser is silent on a page that nobody has touched since it came; all else still happens.
    if (error.name !== "NotAllowedError" && error.name !== "AbortError") throw error;
  });
}

chime.addEventListener("ended", () => {
  left -= 1;
  if (left > 0) sound(left);
});

// Without TLS a browser has neither.
function mayNotify() {
  return "Notification" in window && Notification.permission === "granted" && "serviceWorker" in navigator;
}

async function notify(title, body) {
  const worker = await navigator.serviceWorker.getRegistration(bell.dataset.worker);
  if (!worker?.active) return;
  const about = { body, tag: "call", renotify: true, requireInteraction: true, vibrate: PATTERN };
  await worker.showNotification(title, about);
}

// The title of a page that is not in front changes to and fro until somebody looks.
function blink() {
  clearInterval(blinking);
  const title = document.title;
  blinking = setInterval(() => {
    const marked = document.title !== title;
    document.title = marked || !document.hidden ? title : `● ${title}`;
    if (!document.hidden) clearInterval(blinking);
  }, BLINK);
}

function ring(ticket) {
  if (document.hidden) blink();
  if (!wanted()) return;
  navigator.vibrate?.(PATTERN);
  sound(TIMES);
  if (mayNotify()) notify(ticket.dataset.title, ticket.dataset.says);
}

function prepare() {
  if (mayNotify()) navigator.serviceWorker.register(bell.dataset.worker);
}

bell.addEventListener("click", async () => {
  sessionStorage.setItem("ring", wanted() ? "off" : "on");
  bell.setAttribute("aria-pressed", String(wanted()));
  if (!wanted()) return;
  // How it will be; and a phone lets a page sound later only after it has sounded at a touch.
  navigator.vibrate?.(200);
  sound(1);
  if ("Notification" in window && Notification.permission === "default") await Notification.requestPermission();
  prepare();
});

bell.setAttribute("aria-pressed", String(wanted()));
if (wanted()) prepare();
