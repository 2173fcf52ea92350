DROP VIEW standing_demands, wanted_requests, live_searches;
DROP TABLE savings, demands, combination_requests, requests, user_search_queries, backfill_tracking;
