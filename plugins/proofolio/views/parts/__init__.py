"""Parts that pages share: cards, rows, quotes, tiles, facts and the words beside them."""
