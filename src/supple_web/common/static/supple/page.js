// On every page: tells the server the person's time zone, and lets drawings be paused.
import { offerPause } from "./pause.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split("; ").includes(`zone=${zone}`)) {
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax`;
}
offerPause(document);
