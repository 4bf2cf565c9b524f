// The page at `/`: its buttons ask through the widget; leaders give it their access code.

import "./widget/element.js";

const widget = document.querySelector("tro-ly");
const access = document.getElementById("access");
const token = document.getElementById("token");

function showAccess() {
  document.getElementById("access-state").textContent = widget.token ? "– đang dùng" : "";
}

function useToken(value) {
  widget.token = value;
  token.value = "";
  showAccess();
  const details = access.closest("details");
  details.open = false;
  details.querySelector("summary").focus();
}

access.addEventListener("submit", (event) => {
  event.preventDefault();
  if (token.value.trim()) useToken(token.value.trim());
});
document.getElementById("forget").addEventListener("click", () => useToken(""));
document.getElementById("open").addEventListener("click", () => widget.open());
for (const example of document.querySelectorAll(".examples button")) {
  example.addEventListener("click", () => widget.ask(example.textContent));
}
showAccess();
