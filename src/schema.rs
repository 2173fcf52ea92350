//! The tables as diesel sees them. A test compares this file with what the migrations make.

/// Types of PostgreSQL that diesel has no name for.
pub mod sql_types {
    /// Words for text search; written and queried in SQL only.
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "tsvector"))]
    pub struct Tsvector;
}

diesel::table! {
    use diesel::sql_types::*;

    acts (id) {
        id -> Int8,
        kind -> Text,
        subject -> Int8,
        query -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        items -> Int4,
        affected -> Int4,
        expected_credits -> Int8,
        most_credits -> Int8,
        fetches -> Int4,
        made_at -> Timestamptz,
        starts_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    act_items (act_id, item) {
        act_id -> Int8,
        item -> Int8,
        state -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    alerts (id) {
        id -> Int8,
        cause -> Text,
        which -> Text,
        what -> Text,
        link -> Text,
        count -> Int8,
        since -> Nullable<Timestamptz>,
        began_at -> Timestamptz,
        gone_since -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    alert_messages (id) {
        id -> Int8,
        alert_id -> Int8,
        is_end -> Bool,
        way -> Text,
        recipient -> Text,
        state -> Text,
        error -> Nullable<Text>,
        made_at -> Timestamptz,
        settled_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    allowances (day, subject) {
        day -> Date,
        subject -> Int8,
        used -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    answers (attempt_id) {
        attempt_id -> Int8,
        fetch_id -> Int8,
        page -> Int4,
        body -> Bytea,
        received_at -> Timestamptz,
        stored_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    attempts (id) {
        id -> Int8,
        fetch_id -> Int8,
        page -> Int4,
        task_id -> Int8,
        fence -> Int8,
        state -> Text,
        was_unknown -> Bool,
        is_probe -> Bool,
        subject -> Nullable<Int8>,
        day -> Date,
        hold -> Int8,
        credit_unit -> Text,
        row_limit -> Int4,
        credits -> Nullable<Int8>,
        reading -> Nullable<Text>,
        answer_rows -> Nullable<Int4>,
        left_out -> Int4,
        left_out_why -> Nullable<Text>,
        error_code -> Nullable<Text>,
        error -> Nullable<Text>,
        reserved_at -> Timestamptz,
        sent_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    audit (id) {
        id -> Int8,
        at -> Timestamptz,
        subject -> Nullable<Int8>,
        action -> Text,
        target -> Text,
        reason -> Text,
        details -> Jsonb,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    backfill_tracking (id) {
        id -> Int4,
        title_keyword -> Text,
        location -> Text,
        ai_work_arrangement -> Nullable<Text>,
        ai_employment_type -> Nullable<Text>,
        ai_seniority -> Nullable<Text>,
        ai_industry -> Nullable<Text>,
        title_key -> Text,
        place_key -> Text,
        languages -> Array<Text>,
        backfilled_date -> Nullable<Timestamptz>,
        jobs_found -> Int4,
        state -> Text,
        users -> Int4,
        credits -> Int8,
        priority -> Int4,
        paused_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        has_topics -> Bool,
        counted_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    begun_sign_ins (token_hash) {
        token_hash -> Bytea,
        user_id -> Int4,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    capabilities (source, name) {
        source -> Text,
        name -> Text,
        state -> Text,
        evidence -> Text,
        checked_at -> Timestamptz,
        counted_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    caps (name) {
        name -> Text,
        value -> Int8,
        changed_at -> Timestamptz,
        subject -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    combination_requests (combination_id, request_id) {
        combination_id -> Int4,
        source -> Text,
        request_id -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    combination_topics (combination_id, topic_id) {
        combination_id -> Int4,
        topic_id -> Int8,
    }
}

diesel::table! {
    combination_words (combination_id) {
        combination_id -> Int4,
        words -> Text,
    }
}

diesel::table! {
    counts (source, key) {
        source -> Text,
        key -> Text,
        window_from -> Timestamptz,
        window_to -> Timestamptz,
        jobs -> Int8,
        counted_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    cv_corrections (user_id, digest) {
        user_id -> Int4,
        digest -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    cv_uploads (user_id, day) {
        user_id -> Int4,
        day -> Date,
        uploads -> Int4,
        tries -> Int4,
        turn -> Nullable<Int8>,
        turn_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    cvs (id) {
        id -> Int4,
        user_id -> Int4,
        file_name -> Text,
        kind -> Text,
        size_bytes -> Int4,
        text -> Nullable<Text>,
        text_gone_at -> Nullable<Timestamptz>,
        text_key -> Text,
        profile_key -> Text,
        searches_made_at -> Nullable<Timestamptz>,
        uploaded_at -> Timestamptz,
        replaces -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    deletions (mark) {
        mark -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    demands (subject, combination_id) {
        subject -> Int8,
        combination_id -> Int4,
        since -> Timestamptz,
        day -> Date,
        bought_at -> Nullable<Timestamptz>,
        is_spared -> Bool,
        ended_at -> Nullable<Timestamptz>,
        ended_why -> Nullable<Text>,
        id -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    devices (token_hash, user_id) {
        token_hash -> Bytea,
        user_id -> Int4,
        signed_in_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    fetch_cells (fetch_id, request_id) {
        fetch_id -> Int8,
        request_id -> Int8,
        is_own -> Bool,
        is_live -> Bool,
        credits -> Int8,
        new_jobs -> Int4,
        alone -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    fetches (id) {
        id -> Int8,
        request_id -> Int8,
        cells -> Int4,
        purpose -> Text,
        refresh_id -> Nullable<Int8>,
        continues -> Nullable<Int8>,
        span -> Text,
        window_from -> Timestamptz,
        window_to -> Timestamptz,
        created_since -> Nullable<Timestamptz>,
        created_before -> Nullable<Timestamptz>,
        in_forms -> Bool,
        gives -> Bool,
        max_pages -> Int4,
        state -> Text,
        is_cut -> Bool,
        is_live -> Bool,
        oldest_posted_at -> Nullable<Timestamptz>,
        fell_short -> Bool,
        next_page -> Int4,
        position -> Jsonb,
        pages -> Int4,
        jobs -> Int4,
        new_jobs -> Int4,
        left_out -> Int4,
        orphans -> Int4,
        checks -> Nullable<Text>,
        compared -> Int4,
        missed -> Int4,
        credits -> Int8,
        expected_credits -> Int8,
        started_for -> Nullable<Int8>,
        is_one_pass -> Bool,
        error_code -> Nullable<Text>,
        error -> Nullable<Text>,
        put_off_until -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        started_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    installation (id) {
        id -> Int2,
        mode -> Nullable<Text>,
        spending_stopped_at -> Nullable<Timestamptz>,
        spending_stopped_why -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    jobs (id) {
        id -> Int8,
        source -> Text,
        source_id -> Text,
        title -> Text,
        company -> Text,
        location -> Text,
        country -> Nullable<Text>,
        work_arrangement -> Nullable<Text>,
        employment_types -> Array<Text>,
        seniority -> Nullable<Text>,
        industries -> Array<Text>,
        apply_url -> Nullable<Text>,
        publisher -> Nullable<Text>,
        salary -> Nullable<Text>,
        pay_yearly -> Nullable<Int8>,
        language -> Nullable<Text>,
        description -> Text,
        fields -> Jsonb,
        posted_at -> Nullable<Timestamptz>,
        posted_from -> Nullable<Timestamptz>,
        valid_through -> Nullable<Timestamptz>,
        first_seen_at -> Timestamptz,
        last_confirmed_at -> Timestamptz,
        listed_at -> Timestamptz,
        words -> Tsvector,
        place_words -> Text,
        group_id -> Int8,
        posting_keys -> Nullable<Array<Text>>,
        word_keys -> Nullable<Array<Text>>,
        posted_again_at -> Nullable<Timestamptz>,
        taken_apart_at -> Nullable<Timestamptz>,
        closed_at -> Nullable<Timestamptz>,
        closed_why -> Nullable<Text>,
        title_runs -> Nullable<Array<Text>>,
        place_keys -> Nullable<Array<Text>>,
        remote_keys -> Nullable<Array<Text>>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    leave_notices (user_id) {
        user_id -> Int4,
        told_at -> Timestamptz,
        came_back_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ledger (id) {
        id -> Int8,
        at -> Timestamptz,
        meter_id -> Int4,
        attempt_id -> Nullable<Int8>,
        kind -> Text,
        reserved -> Int8,
        spent -> Int8,
        unknown -> Int8,
        subject -> Nullable<Int8>,
        purpose -> Nullable<Text>,
        day -> Date,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    meters (id) {
        id -> Int4,
        source -> Text,
        unit -> Text,
        period_from -> Timestamptz,
        resets_at -> Timestamptz,
        credit_limit -> Int8,
        spent -> Int8,
        reserved -> Int8,
        unknown -> Int8,
        provider_limit -> Nullable<Int8>,
        provider_remaining -> Nullable<Int8>,
        provider_ceiling -> Nullable<Int8>,
        provider_attempt_id -> Nullable<Int8>,
        provider_seen_at -> Nullable<Timestamptz>,
        drift_answers -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    near_places (place, near) {
        place -> Text,
        near -> Text,
        postings -> Int4,
        known_since -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    notices (limit_name, period_from, step) {
        limit_name -> Text,
        period_from -> Timestamptz,
        step -> Int2,
        at -> Timestamptz,
        recovered_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    password_links (token_hash) {
        token_hash -> Bytea,
        user_id -> Int4,
        expires_at -> Timestamptz,
        is_mailed -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    profiles (key) {
        key -> Text,
        reader -> Text,
        model -> Text,
        profile -> Nullable<Jsonb>,
        sent -> Nullable<Text>,
        sent_gone_at -> Nullable<Timestamptz>,
        input_tokens -> Int8,
        output_tokens -> Int8,
        error -> Nullable<Text>,
        created_at -> Timestamptz,
        read_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    proposals (cv_id, title_keyword, location) {
        cv_id -> Int4,
        title_keyword -> Text,
        location -> Text,
        waits_for -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    readings (id) {
        id -> Int8,
        at -> Timestamptz,
        day -> Date,
        model -> Text,
        input_tokens -> Int8,
        output_tokens -> Int8,
        outcome -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    refreshes (id) {
        id -> Int8,
        local_date -> Date,
        is_daily -> Bool,
        started_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        combinations -> Int4,
        requests -> Int4,
        left_out -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    request_jobs (request_id, job_id) {
        request_id -> Int8,
        job_id -> Int8,
        listed_at -> Timestamptz,
        first_seen_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    requests (id) {
        id -> Int8,
        source -> Text,
        key -> Text,
        held -> Tstzmultirange,
        cut -> Tstzmultirange,
        given -> Tstzmultirange,
        created_at -> Timestamptz,
        mark -> Nullable<Int8>,
        wider -> Array<Int8>,
        wider_learnt -> Array<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    savings (subject, combination_id, source) {
        id -> Int8,
        subject -> Int8,
        combination_id -> Int4,
        source -> Text,
        reason -> Text,
        credits -> Int8,
        method -> Text,
        at -> Timestamptz,
        day -> Date,
        is_pending -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    second_factors (user_id) {
        user_id -> Int4,
        key -> Bytea,
        begun_at -> Timestamptz,
        confirmed_at -> Nullable<Timestamptz>,
        last_step -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sessions (token_hash) {
        token_hash -> Bytea,
        user_id -> Int4,
        created_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        expires_at -> Timestamptz,
        proved_at -> Timestamptz,
        kept_path -> Nullable<Text>,
        kept_form -> Nullable<Text>,
        kept_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sign_in_failures (key) {
        key -> Bytea,
        failures -> Int4,
        next_allowed_at -> Timestamptz,
        forget_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sources (source) {
        source -> Text,
        next_call_at -> Timestamptz,
        stopped_why -> Nullable<Text>,
        stopped_code -> Nullable<Text>,
        stopped_at -> Nullable<Timestamptz>,
        last_success_at -> Nullable<Timestamptz>,
        last_failure_at -> Nullable<Timestamptz>,
        last_failure -> Nullable<Text>,
        out_since -> Nullable<Timestamptz>,
        out_after -> Nullable<Int8>,
        out_tries -> Int4,
        lost_in_row -> Int4,
        usual_ms -> Nullable<Int4>,
        left_out -> Int8,
        looked_at_attempt_id -> Int8,
        closed_read_from -> Nullable<Date>,
        closed_read_to -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    tasks (id) {
        id -> Int8,
        kind -> Text,
        unique_key -> Text,
        fetch_id -> Nullable<Int8>,
        lane -> Text,
        source -> Nullable<Text>,
        payload -> Jsonb,
        state -> Text,
        rank -> Int2,
        priority -> Int4,
        attempt -> Int4,
        max_attempts -> Int4,
        due_at -> Timestamptz,
        retry_at -> Timestamptz,
        waits_for -> Nullable<Text>,
        awaits -> Nullable<Text>,
        fence -> Int8,
        lease_until -> Nullable<Timestamptz>,
        error -> Nullable<Text>,
        database_errors -> Int4,
        created_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    topic_jobs (topic_id, job_id) {
        topic_id -> Int8,
        job_id -> Int8,
        listed_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    topics (id) {
        id -> Int8,
        title -> Text,
        place -> Text,
        fill_after -> Int8,
        fill_to -> Nullable<Int8>,
        is_whole -> Bool,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    user_jobs (user_id, job_id) {
        user_id -> Int4,
        job_id -> Int8,
        hidden_at -> Nullable<Timestamptz>,
        saved_at -> Nullable<Timestamptz>,
        applied_at -> Nullable<Timestamptz>,
        hidden_why -> Nullable<Text>,
        applied_on -> Nullable<Date>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    user_search_queries (id) {
        id -> Int4,
        user_id -> Int4,
        query_name -> Text,
        title_keyword -> Text,
        location -> Text,
        ai_work_arrangement -> Nullable<Text>,
        ai_employment_type -> Nullable<Text>,
        ai_seniority -> Nullable<Text>,
        ai_industry -> Nullable<Text>,
        priority -> Int4,
        is_active -> Bool,
        retired_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        combination_id -> Int4,
        cv_id -> Nullable<Int4>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    users (id) {
        id -> Int4,
        email -> Text,
        password_hash -> Nullable<Text>,
        role -> Text,
        subject -> Int8,
        created_at -> Timestamptz,
        last_seen_at -> Nullable<Timestamptz>,
        disabled_at -> Nullable<Timestamptz>,
        new_until -> Nullable<Timestamptz>,
        language -> Nullable<Text>,
        employers_off -> Array<Text>,
        own_credits -> Nullable<Int8>,
        own_combinations -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    attempt_days (day, source, state, is_gone, writer) {
        day -> Date,
        source -> Text,
        state -> Text,
        is_gone -> Bool,
        writer -> Int4,
        attempts -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    combination_counts (state, people, writer) {
        state -> Text,
        people -> Int2,
        writer -> Int4,
        combinations -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    demand_days (day, writer) {
        day -> Date,
        writer -> Int4,
        wanted -> Int8,
        bought -> Int8,
        avoided -> Int8,
        people -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    fetch_totals (source, purpose, writer) {
        source -> Text,
        purpose -> Text,
        writer -> Int4,
        fetches -> Int8,
        pages -> Int8,
        credits -> Int8,
        new_jobs -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ledger_days (meter_id, day, purpose, writer) {
        meter_id -> Int4,
        day -> Date,
        purpose -> Text,
        writer -> Int4,
        spent -> Int8,
        unknown -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    recovery_codes (user_id, code_hash) {
        user_id -> Int4,
        code_hash -> Bytea,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    refresh_totals (refresh_id, source, writer) {
        refresh_id -> Int8,
        source -> Text,
        writer -> Int4,
        asked -> Int8,
        pages -> Int8,
        jobs -> Int8,
        new_jobs -> Int8,
        credits -> Int8,
        failed -> Int8,
        live -> Int8,
        left_out -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    reading_days (day, model, outcome, writer) {
        day -> Date,
        model -> Text,
        outcome -> Text,
        writer -> Int4,
        readings -> Int8,
        input_tokens -> Int8,
        output_tokens -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    saving_days (day, source, reason, is_pending, writer) {
        day -> Date,
        source -> Text,
        reason -> Text,
        is_pending -> Bool,
        writer -> Int4,
        savings -> Int8,
        credits -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sweeps (name) {
        name -> Text,
        after -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    addresses (user_id) {
        user_id -> Int4,
        confirmed_at -> Nullable<Timestamptz>,
        token_hash -> Nullable<Bytea>,
        token_expires_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    digests (user_id) {
        user_id -> Int4,
        every -> Text,
        since -> Timestamptz,
        due_at -> Timestamptz,
        look_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    feeds (user_id) {
        user_id -> Int4,
        secret_hash -> Bytea,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    mails (id) {
        id -> Int8,
        user_id -> Nullable<Int4>,
        kind -> Text,
        state -> Text,
        content -> Nullable<Jsonb>,
        tells_to -> Nullable<Timestamptz>,
        stop_hash -> Nullable<Bytea>,
        made_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        error -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    told (user_id, way, job_id) {
        user_id -> Int4,
        way -> Text,
        job_id -> Int8,
        mail_id -> Nullable<Int8>,
        told_at -> Timestamptz,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    act_items,
    acts,
    addresses,
    alert_messages,
    alerts,
    allowances,
    answers,
    attempt_days,
    attempts,
    audit,
    backfill_tracking,
    begun_sign_ins,
    capabilities,
    caps,
    combination_counts,
    combination_requests,
    combination_topics,
    combination_words,
    counts,
    cv_corrections,
    cv_uploads,
    cvs,
    deletions,
    demand_days,
    demands,
    devices,
    digests,
    feeds,
    fetch_totals,
    fetch_cells,
    fetches,
    installation,
    jobs,
    leave_notices,
    ledger,
    ledger_days,
    mails,
    meters,
    near_places,
    notices,
    password_links,
    profiles,
    proposals,
    reading_days,
    readings,
    recovery_codes,
    refresh_totals,
    refreshes,
    request_jobs,
    requests,
    saving_days,
    savings,
    second_factors,
    sessions,
    sign_in_failures,
    sources,
    sweeps,
    tasks,
    told,
    topic_jobs,
    topics,
    user_jobs,
    user_search_queries,
    users,
);
