// Keeps the first page of the enquiry desk live, and finds services while one types.
"use strict";

const find = document.getElementById("find");
const services = document.getElementById("services");
const title = document.title;

async function piece(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (answer.redirected) {
    // The session has ended: the page itself leads to the sign-in.
    location.assign("/desk");
    return null;
  }
  return answer.ok ? answer.text() : null;
}

function tell() {
  const calls = Number(document.getElementById("help").dataset.calls);
  document.title = calls ? `(${calls}) ${title}` : title;
}

function put(html) {
  const sent = document.createElement("template");
  sent.innerHTML = html;
  for (const id of ["help", "desks", "lately"]) {
    const shown = document.getElementById(id);
    const next = sent.content.getElementById(id);
    // Nothing moves under a key, and what has not changed is not read out again.
    if (!shown.contains(document.activeElement) && shown.outerHTML !== next.outerHTML) {
      shown.replaceWith(next);
    }
  }
}

let asking = false;
let again = false;

async function look() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const html = await piece("/desk/now");
    if (html !== null) {
      put(html);
      tell();
    }
  } catch {
    // The server is away; the news come back with it.
  }
  setTimeout(() => {
    asking = false;
    if (again) {
      again = false;
      look();
    }
  }, 1000);
}

const lost = document.getElementById("lost");
const news = new EventSource("/api/news");
news.addEventListener("change", look);
news.addEventListener("open", () => { lost.hidden = true; });
news.addEventListener("error", () => { lost.hidden = false; });
tell();

let typed = 0;
find.addEventListener("input", () => {
  const mine = ++typed;
  setTimeout(async () => {
    if (mine !== typed) return;
    try {
      const html = await piece(`/desk/find?${new URLSearchParams({ find: find.value })}`);
      if (html !== null && mine === typed) services.innerHTML = html;
    } catch {
      // The button finds it too.
    }
  }, 150);
});
