DROP TABLE savings, demands, combination_requests, requests, user_search_queries, backfill_tracking;
