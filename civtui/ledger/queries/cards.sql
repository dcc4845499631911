-- name: list
SELECT card.id, card.agency, agency.name, card.opened, card.cause, card.demands, card.term_ends,
  card.state, card.ended, card.decision, card.met
FROM card JOIN agency ON agency.id = card.agency
ORDER BY card.state = 'open' DESC, coalesce(card.term_ends, '9999'), card.opened DESC, card.id;
