DROP TABLE topic_jobs, combination_topics, topics, user_jobs, request_jobs, jobs;
