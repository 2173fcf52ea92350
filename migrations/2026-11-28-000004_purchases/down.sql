DROP VIEW wanted_fetches, standing_fetches;
DROP TABLE answers, attempts, fetch_cells, fetches, refreshes;
