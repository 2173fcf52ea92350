DROP TABLE audit, refreshes;
