// What a browser sends: the size of a request is part of its cost.
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** Lines of a script of wrk that make it say what a browser says. */
export const BROWSER_HEADERS = `wrk.headers["User-Agent"] = "${USER_AGENT}"
wrk.headers["Accept"] = "text/html,application/xhtml+xml"
wrk.headers["Accept-Language"] = "en-GB,en;q=0.9"`;
