DROP VIEW standing_demands, wanted_requests, live_searches;
DROP FUNCTION whole_for_narrower(TEXT, TSTZMULTIRANGE, TSTZMULTIRANGE, TSTZMULTIRANGE, TIMESTAMPTZ);
DROP TABLE savings, demands, combination_requests, requests, user_search_queries, backfill_tracking;
