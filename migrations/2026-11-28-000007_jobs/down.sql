DROP TABLE topic_jobs, combination_topics, topics, user_jobs, near_places, request_jobs, jobs;
DROP FUNCTION is_posted_again, stays_closed;
