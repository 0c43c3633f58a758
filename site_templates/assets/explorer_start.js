// What the data scripts call, and the beginning.

window.aurevoir = {
  ...window.aurevoir,
  words: (given) => { words = given; },
  parts: takeParts,
  reviews: takeReviews,
};
document.addEventListener("DOMContentLoaded", begin);
