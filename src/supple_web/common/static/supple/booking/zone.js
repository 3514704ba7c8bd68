// The first visit: the page knows the clinic's zone only. page.js has told the visitor's by now, in a cookie; so once more.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const told = document.cookie.split("; ").includes(`zone=${zone}`);
if (zone && told && document.querySelector("#zone")?.value !== zone) {
  location.replace(location.href);
}
