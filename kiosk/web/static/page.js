// Keeps the status page fresh: pieces of it come as news; when none comes, it asks; and it says so.
"use strict";

const SILENCE = 12000; // milliseconds without a word after which the page is no longer fresh
const ASK = 4000;
const LISTEN_AGAIN = 30000;

const now = document.getElementById("now");
const asof = document.getElementById("asof");
let heard = Date.now();
let news = null;
let tried = 0;

function pieces(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

function fresh() {
  heard = Date.now();
  document.body.classList.remove("stale");
}

function showNow(content) {
  const next = content.querySelector(".ticket");
  if (!next || next.isEqualNode(now.querySelector(".ticket"))) return;
  const before = now.querySelector(".ticket");
  const wasCalled = before.matches(".called");
  now.replaceChildren(next);
  document.title = next.dataset.title;
  if (next.dataset.rings && next.dataset.rings !== before.dataset.rings) ring(next);
  document.body.classList.toggle("fresh-call", !wasCalled && next.matches(".called"));
  if (over()) stop();
}

function showAsOf(content) {
  asof.replaceChildren(content);
  fresh();
}

function listen() {
  tried = Date.now();
  news = new EventSource(now.dataset.news);
  news.addEventListener("now", (event) => showNow(pieces(event.data)));
  news.addEventListener("asof", (event) => showAsOf(pieces(event.data)));
  news.addEventListener("gone", () => location.reload());
}

function over() {
  return now.querySelector("[data-final]") !== null;
}

function stop() {
  news.close();
  clearInterval(watch);
  fresh();
}

// The same page again, for when the stream is cut or refused.
async function ask() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", credentials: "omit" });
    if (answer.status === 404) location.reload();
    if (!answer.ok) return;
    const page = pieces(await answer.text());
    showNow(page.getElementById("now"));
    const said = document.createDocumentFragment();
    said.append(...page.getElementById("asof").childNodes);
    showAsOf(said);
    if (!over() && news.readyState === EventSource.CLOSED && Date.now() - tried > LISTEN_AGAIN) listen();
  } catch (error) {
    // No network: the page says since when. Anything else is a bug.
    if (!(error instanceof TypeError)) throw error;
  }
}

function look() {
  const silent = Date.now() - heard;
  if (silent > SILENCE) document.body.classList.add("stale");
  if (silent > SILENCE || news.readyState === EventSource.CLOSED) ask();
}

// What has been ticked off stays ticked when the page comes back; it never leaves the phone.
function keepTicks() {
  const boxes = [...document.querySelectorAll(".papers input")];
  const kept = JSON.parse(sessionStorage.getItem(location.pathname) || "[]");
  for (const box of boxes) {
    box.checked = kept.includes(box.name);
    box.addEventListener("change", () => {
      const ticked = boxes.filter((each) => each.checked).map((each) => each.name);
      sessionStorage.setItem(location.pathname, JSON.stringify(ticked));
    });
  }
}

document.documentElement.classList.add("live");
keepTicks();
listen();
const watch = setInterval(look, ASK);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && Date.now() - heard > ASK && !over()) ask();
});
