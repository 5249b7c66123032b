// The live tail: puts new decisions on top of the list. Everything from outside becomes a text node, never HTML.
(() => {
  'use strict';
  const list = document.querySelector('[data-tail]');
  if (!list || !window.EventSource) return;
  const most = 200;
  const state = document.querySelector('[data-tail-state]');
  const pause = document.querySelector('[data-tail-pause]');
  const say = (text) => { state.textContent = text; };
  const add = (parent, name, kind, text) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  };
  const fact = (facts, name, text) => {
    if (!text) return;
    const pair = add(facts, 'div');
    add(pair, 'dt', '', name);
    add(pair, 'dd', '', text);
  };
  const show = (d) => {
    const item = document.createElement('li');
    const head = add(item, 'p', 'decision-head');
    const time = add(head, 'time', '', d.time);
    time.dateTime = d.exact;
    add(head, 'span', `badge ${d.kind}`, d.code ? `${d.decision} ${d.code}` : d.decision);
    const link = add(head, 'a', 'mono', d.reference);
    link.href = list.dataset.tail + encodeURIComponent(d.reference);
    const facts = add(item, 'dl', 'decision-facts');
    fact(facts, 'Client', d.client);
    fact(facts, 'Network', d.network);
    fact(facts, 'HELO', d.helo);
    fact(facts, 'From', d.sender);
    fact(facts, 'To', d.recipients);
    if (d.evidence) add(item, 'p', 'decision-evidence', d.evidence);
    list.prepend(item);
    while (list.children.length > most) list.lastElementChild.remove();
  };
  let source = null;
  let count = 0;
  const begin = () => {
    source = new EventSource(list.dataset.tailEvents);
    source.onopen = () => say('Live: new decisions come on top.');
    source.onerror = () => say(source.readyState === EventSource.CLOSED ? 'Ended. Reload the page to go on.' : 'Interrupted; trying again.');
    source.addEventListener('decision', (event) => { show(JSON.parse(event.data)); count += 1; });
  };
  pause.hidden = false;
  pause.addEventListener('click', () => {
    if (source) { source.close(); source = null; say(`Paused after ${count} new decisions.`); pause.textContent = 'Go on'; }
    else { begin(); pause.textContent = 'Pause'; }
  });
  say('Connecting.');
  begin();
})();
