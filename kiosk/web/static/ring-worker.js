// Shows the notifications of a status page, which phones allow to a worker only; keeps nothing, fetches nothing.
"use strict";

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const pages = self.clients.matchAll({ type: "window", includeUncontrolled: true });
  event.waitUntil(pages.then((open) => open[0]?.focus()));
});
