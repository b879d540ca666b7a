// Sets the remembered theme before the first paint; a file of its own because the page allows no inline scripts.
(() => {
  const choices = ["light", "dark"];
  const asked = new URLSearchParams(location.search).get("theme");
  let choice = asked;
  if (asked !== "system" && !choices.includes(asked ?? "")) {
    try {
      choice = localStorage.getItem("nashboard.theme");
    } catch {
      choice = null;
    }
  }
  if (choices.includes(choice ?? "")) document.documentElement.dataset.theme = choice;
})();
