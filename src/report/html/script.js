(function () {
  'use strict';
  var all = function (s, r) { return Array.prototype.slice.call((r || document).querySelectorAll(s)); };
  function open() {
    var id = decodeURIComponent(location.hash.slice(1)), at = id && document.getElementById(id);
    for (var e = at; e; e = e.parentElement) { if (e.tagName === 'DETAILS') { e.open = true; } }
    if (at) { at.scrollIntoView(); }
  }
  window.addEventListener('hashchange', open);
  open();
  var table = document.getElementById('documents');
  if (table) {
    var body = table.tBodies[0], rows = all('tr', body), count = document.getElementById('shown');
    var fields = all('[data-filter]');
    var filter = function () {
      var n = 0;
      rows.forEach(function (r) {
        var ok = fields.every(function (f) {
          var v = f.type === 'checkbox' ? (f.checked ? '1' : '') : f.value.trim().toLowerCase();
          if (!v) { return true; }
          var has = (r.getAttribute('data-' + f.getAttribute('data-filter')) || '').toLowerCase();
          return f.type === 'search' ? has.indexOf(v) >= 0 : has === v;
        });
        r.hidden = !ok;
        if (ok) { n += 1; }
      });
      if (count) { count.textContent = n === rows.length ? '' : '显示 ' + n + ' / ' + rows.length + ' 件'; }
    };
    fields.forEach(function (f) { f.addEventListener('input', filter); f.addEventListener('change', filter); });
    var clear = document.getElementById('clear');
    if (clear) {
      clear.addEventListener('click', function () {
        fields.forEach(function (f) { if (f.type === 'checkbox') { f.checked = false; } else { f.value = ''; } });
        filter();
      });
    }
    all('thead th', table).forEach(function (th, i) {
      var b = th.querySelector('button');
      if (!b) { return; }
      b.addEventListener('click', function () {
        var number = th.classList.contains('n'), now = th.getAttribute('aria-sort');
        var down = now ? now === 'ascending' : number;
        all('th', table).forEach(function (x) { x.removeAttribute('aria-sort'); });
        th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        var key = function (r) { var c = r.cells[i]; return c.getAttribute('data-key') || c.textContent.trim(); };
        rows.slice().sort(function (a, b) {
          var x = key(a), y = key(b);
          var c = number || th.hasAttribute('data-number') ? Number(x) - Number(y) : x.localeCompare(y, 'zh-CN');
          return down ? -c : c;
        }).forEach(function (r) { body.appendChild(r); });
      });
    });
    filter();
  }
  all('[data-severity]').forEach(function (box) {
    box.addEventListener('change', function () {
      document.body.classList.toggle('no-' + box.getAttribute('data-severity'), !box.checked);
    });
  });
  all('[data-open]').forEach(function (b) {
    b.addEventListener('click', function () {
      all('details.doc, details.unit').forEach(function (d) { d.open = b.getAttribute('data-open') === '1'; });
    });
  });
  var closed = [];
  window.addEventListener('beforeprint', function () {
    closed = all('details').filter(function (d) { return !d.open; });
    closed.forEach(function (d) { d.open = true; });
  });
  window.addEventListener('afterprint', function () {
    closed.forEach(function (d) { d.open = false; });
  });
})();
