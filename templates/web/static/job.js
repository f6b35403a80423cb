// An enhancement only: without it the page asks again by itself. What changes is read out, and nobody is moved.
const box = document.getElementById("job");
async function look() {
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (!answer.ok) return location.reload();
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("job");
    if (!now || !now.dataset.moving) return location.reload();
    if (now.textContent !== box.textContent) box.replaceChildren(...now.childNodes);
  } catch {
    // the service is being started again: ask once more
  }
  setTimeout(look, 2000);
}
if (box && box.dataset.moving) setTimeout(look, 1000);
