"""A real Chromium for scripts that look at pages, and what every page has to be."""

import base64
import io
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import packages

CHROMIUM = "/usr/bin/chromium"
DRIVER = "/usr/bin/chromedriver"

# What is wrong with a page for whoever cannot see it, sees it badly or has only a keyboard.
AUDIT = r"""
const faults = [];
if (document.documentElement.lang !== 'en') faults.push('no language');
if (!document.title) faults.push('no title');
if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
if (document.querySelector('script, iframe, object, embed, img, [style], [onload], [onmouseover], [onerror]'))
  faults.push('an element that no page has');
for (const e of document.querySelectorAll('*'))
  for (const a of e.attributes) if (/^on/i.test(a.name)) faults.push('a handler: ' + a.name);
for (const a of document.querySelectorAll('a'))
  if (/^\s*(javascript|data):/i.test(a.getAttribute('href') || '')) faults.push('a link that runs');
let level = 1;
for (const h of document.querySelectorAll('h1, h2, h3, h4')) {
  const now = Number(h.tagName[1]);
  if (now > level + 1) faults.push('a heading skipped before ' + h.textContent);
  level = now;
}
for (const t of document.querySelectorAll('th')) if (!t.scope) faults.push('a header cell without scope');
for (const s of document.querySelectorAll('svg'))
  if (!s.getAttribute('aria-label') || s.getAttribute('role') !== (s.querySelector('a') ? 'group' : 'img'))
    faults.push('a picture without words');
for (const i of document.querySelectorAll('input, select, textarea'))
  if (!i.labels || !i.labels.length) faults.push('a field without label');
for (const a of document.querySelectorAll('a, button'))
  if (!a.textContent.trim() && !a.getAttribute('aria-label')) faults.push('a link without words');
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
if (new Set(ids).size !== ids.length) faults.push('an id twice');
function rgb(text) { const m = text.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; }
function light([r, g, b]) {
  const part = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); };
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
}
function behind(e) {
  for (let at = e; at; at = at.parentElement) {
    const c = rgb(getComputedStyle(at).backgroundColor);
    if (c[3] > 0) return c;
  }
  return [255, 255, 255, 1];
}
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let seen = 0;
for (let node; (node = walker.nextNode());) {
  const e = node.parentElement;
  if (!node.textContent.trim() || !e.getClientRects().length) continue;
  const style = getComputedStyle(e);
  const own = rgb(e.closest('svg') ? style.fill : style.color);
  const [a, b] = [light(own), light(behind(e))].sort((x, y) => y - x);
  seen += 1;
  if ((a + 0.05) / (b + 0.05) < 4.5) faults.push('too faint: ' + node.textContent.trim().slice(0, 40));
}
if (seen < 10) faults.push('hardly any text');
if (document.documentElement.scrollWidth > window.innerWidth + 1) faults.push('wider than the window');
return faults;
"""


class Browser:
    """Chromium without a screen; `faults` gathers what is wrong with the pages it was shown."""

    def __init__(self, width=1200, height=900):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                         f"--window-size={width},{height}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        self.faults = []

    def show(self, url):
        """Opens a page."""
        self.driver.get(url)

    def check(self, name):
        """Holds the page that is shown against what every page has to be."""
        for entry in self.driver.get_log("browser"):
            self.faults.append(f"{name}: the console says {entry['message']}")
        for fault in self.driver.execute_script(AUDIT):
            self.faults.append(f"{name}: {fault}")

    def command(self, name, **arguments):
        return self.driver.execute_cdp_cmd(name, arguments)

    def picture(self, path):
        """Writes the whole page as a PNG."""
        size = self.command("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 8000), "scale": 1}
        data = self.command("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def printed_pages(self):
        """How many sheets of paper the page takes."""
        import pypdf

        data = self.command("Page.printToPDF", preferCSSPageSize=True)["data"]
        return len(pypdf.PdfReader(io.BytesIO(base64.b64decode(data))).pages)

    def close(self):
        self.driver.quit()


def run_with_browser():
    """Runs the calling script again where its packages are; says so where there is no Chromium."""
    packages.run_with(["selenium", "pypdf", "jsonschema"], "browser")
    for program in (CHROMIUM, DRIVER):
        if not os.access(program, os.X_OK):
            sys.exit(f"There is no {program}: `sh Tests/Scripts/set-up.sh` installs it.")
