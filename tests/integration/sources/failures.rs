//! Every way in which a purchase fails: what the client makes of it, and what it cost.

use super::*;

/// Fails once with this fault at both sources and says what the client and the account made of it.
async fn outcomes(fault: Fault) -> Vec<(SourceError, u64)> {
    let mut outcomes = Vec::new();
    for source in Source::ALL {
        let sandbox = sandbox();
        sandbox.fail(fault.clone());
        let error = buy(&sandbox, *source).await.unwrap_err();
        outcomes.push((error, sandbox.account(*source).requests));
        assert!(buy(&sandbox, *source).await.is_ok(), "the fault is over");
    }
    outcomes
}

#[tokio::test]
async fn a_wrong_key_a_missing_subscription_and_a_retired_path_name_the_setting_and_cost_nothing() {
    for (how, is_about_key) in [(How::WrongKey, true), (How::NotSubscribed, true), (How::NotFound, false)] {
        for ((error, charged), path) in
            outcomes(Fault::once(how)).await.into_iter().zip(["JSEARCH_PATH", "ACTIVE_JOBS_PATH"])
        {
            let ErrorKind::Misconfigured { setting, .. } = error.kind else {
                panic!("{error:?}");
            };
            assert_eq!(setting, if is_about_key { "RAPIDAPI_KEY" } else { path });
            assert_eq!((error.charge, charged), (Charge::None, 0));
        }
    }
}

#[tokio::test]
async fn the_sandbox_turns_away_wrong_keys_and_old_paths_by_itself() {
    let sandbox = sandbox();
    let request = plain(Source::JSearch, "Nurse", "Berlin");
    let right = sandbox.settings(Source::JSearch);
    for (settings, wrong) in [
        (SourceSettings { api_key: Secret::new("stale"), ..right.clone() }, "RAPIDAPI_KEY"),
        (SourceSettings { path: "/search".into(), ..right.clone() }, "JSEARCH_PATH"),
    ] {
        let client = Client::new(Source::JSearch, &settings).unwrap();
        let error = client.send(&first_page(&request, Span::Week)).await.unwrap_err();
        assert!(matches!(error.kind, ErrorKind::Misconfigured { setting, .. } if setting == wrong), "{error}");
    }
    assert_eq!(sandbox.account(Source::JSearch).requests, 0);
    assert_eq!(sandbox.account(Source::JSearch).calls, 2);
}

#[tokio::test]
async fn too_many_calls_say_how_long_to_wait_only_if_the_gateway_does() {
    let silent = ErrorKind::RateLimited { retry_after: None };
    for (error, charged) in outcomes(Fault::once(How::RateLimited)).await {
        assert_eq!((error.kind, error.charge, charged), (silent.clone(), Charge::None, 0));
    }
    let fault = Fault { retry_after_seconds: Some(7), ..Fault::once(How::RateLimited) };
    for (error, _) in outcomes(fault).await {
        assert_eq!(error.kind, ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(7)) });
    }
}

#[tokio::test]
async fn a_limit_per_second_turns_away_the_call_too_many() {
    let sandbox = sandbox::start(Options { calls_per_second: Some(2), ..options() }).unwrap();
    assert!(buy(&sandbox, Source::JSearch).await.is_ok());
    assert!(buy(&sandbox, Source::JSearch).await.is_ok());
    let error = buy(&sandbox, Source::JSearch).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::RateLimited { retry_after: None });
    sandbox.control(Control::SetClockOffset { seconds: 1 });
    assert!(buy(&sandbox, Source::JSearch).await.is_ok());
}

#[tokio::test]
async fn a_spent_quota_names_its_unit_and_its_reset() {
    let reset = Some(Duration::from_secs(9 * 86_400 + 14 * 3_600 + 45 * 60));
    for (source, unit) in
        [(Source::JSearch, Unit::Requests), (Source::ActiveJobs, Unit::Requests), (Source::ActiveJobs, Unit::Jobs)]
    {
        let sandbox = sandbox();
        sandbox.control(Control::SetRemaining { source, unit, left: 0 });
        let error = buy(&sandbox, source).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::QuotaSpent { what: Some(unit), resets_in: reset });
        assert_eq!(error.charge, Charge::None);
        assert_eq!(error.quota.get(unit).unwrap().remaining, 0);
        sandbox.control(Control::SetClockOffset { seconds: 10 * 86_400 });
        assert!(buy(&sandbox, source).await.is_ok(), "a new period");
    }
}

#[tokio::test]
async fn a_quota_that_seems_spent_once_is_a_fault_that_passes() {
    for (error, charged) in outcomes(Fault::once(How::QuotaSpent)).await {
        let ErrorKind::QuotaSpent { what, .. } = error.kind else {
            panic!("{error:?}");
        };
        assert_eq!((what, charged), (Some(Unit::Requests), 0));
        assert_eq!(error.quota.requests.unwrap().remaining, 0);
    }
}

#[tokio::test]
async fn a_refused_request_costs_a_call_and_no_rows() {
    for (error, charged) in outcomes(Fault::once(How::Refused)).await {
        assert_eq!(error.kind, ErrorKind::Refused { why: "Unknown query parameter".into() });
        assert_eq!((error.charge, charged), (Charge::Requests(1), 1));
    }
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_may_have_cost_the_page() {
    for (how, status) in [(How::ServerError, 500), (How::GatewayTimeout, 504)] {
        for (error, _) in outcomes(Fault::once(how)).await {
            assert!(matches!(&error.kind, ErrorKind::Broken { status: was, .. } if *was == status), "{error:?}");
            assert_eq!(error.charge, Charge::Unknown);
        }
    }
}

#[tokio::test]
async fn a_200_is_an_answer_even_where_it_is_no_page() {
    for how in [How::Html, How::StatusError] {
        for source in Source::ALL {
            let sandbox = sandbox();
            sandbox.fail(Fault::once(how));
            let answer = buy(&sandbox, *source).await.unwrap();
            assert!(parse(*source, &answer.body, now()).is_err(), "{how:?}");
            assert_eq!(sandbox.account(*source).calls, 1);
        }
    }
}

#[tokio::test]
async fn a_broken_connection_may_have_cost_the_page_and_is_sent_once() {
    for fault in [Fault::once(How::HalfBody), Fault::once(How::Drop), Fault::once(How::Drop).charged(false)] {
        let is_charged = fault.charged != Some(false);
        for (error, charged) in outcomes(fault.clone()).await {
            assert!(matches!(error.kind, ErrorKind::NoAnswer { .. }), "{error:?}");
            assert_eq!(error.charge, Charge::Unknown);
            assert_eq!(charged, u64::from(is_charged), "exactly one request");
        }
    }
}

#[tokio::test]
async fn nobody_waits_longer_than_the_deadline_even_for_the_body() {
    for source in Source::ALL {
        let sandbox = sandbox();
        sandbox.fail(Fault::once(How::Slow).after(Duration::from_secs(60)));
        let settings = SourceSettings { deadline: Duration::from_millis(300), ..sandbox.settings(*source) };
        let client = Client::new(*source, &settings).unwrap();
        let request = plain(*source, "Data Scientist", "Berlin");
        let error = client.send(&first_page(&request, Span::Week)).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::NoAnswer { why: "timed out" });
        assert_eq!(error.charge, Charge::Unknown);
        assert_eq!(sandbox.account(*source).requests, 1, "who does not wait pays nevertheless");
    }
}

#[tokio::test]
async fn a_provider_that_is_not_there_was_sent_nothing() {
    let sandbox = sandbox();
    let settings = sandbox.settings(Source::JSearch);
    sandbox.stop().await;
    let request = plain(Source::JSearch, "Nurse", "Berlin");
    let unresolvable = SourceSettings { base_url: "http://jobs.invalid".parse().unwrap(), ..settings.clone() };
    let not_tls = sandbox_without_tls().await;
    for settings in [settings, unresolvable, not_tls.0] {
        let client = Client::new(Source::JSearch, &settings).unwrap();
        let error = client.send(&first_page(&request, Span::Week)).await.unwrap_err();
        assert_eq!((error.kind, error.charge), (ErrorKind::Unreachable, Charge::None), "{settings:?}");
    }
}

/// Settings that expect TLS where there is none.
async fn sandbox_without_tls() -> (SourceSettings, Running) {
    let sandbox = sandbox();
    let base_url = sandbox.base_url(Source::JSearch).replace("http:", "https:").parse().unwrap();
    (SourceSettings { base_url, ..sandbox.settings(Source::JSearch) }, sandbox)
}

#[tokio::test]
async fn one_malformed_posting_loses_one_posting() {
    for source in Source::ALL {
        let sandbox = sandbox();
        let whole = buy(&sandbox, *source).await.unwrap();
        sandbox.fail(Fault::once(How::MalformedPosting));
        let spoiled = buy(&sandbox, *source).await.unwrap();
        let whole = parse(*source, &whole.body, now()).unwrap();
        let spoiled = parse(*source, &spoiled.body, now()).unwrap();
        assert_eq!(spoiled.rows, whole.rows, "it is charged for");
        assert_eq!(spoiled.postings, whole.postings[1..]);
        assert_eq!(spoiled.refused.len(), 1);
    }
}

#[tokio::test]
async fn faults_meet_the_calls_they_are_meant_for() {
    let sandbox = sandbox();
    let order = serde_json::json!({
        "do": "fail", "how": "server_error", "times": 2, "source": "active_jobs", "matching": "berlin",
    });
    let control = format!("{}/control", sandbox.url());
    let told = http().post(control).json(&order).send().await.unwrap();
    assert_eq!(told.status(), 204);
    assert!(buy(&sandbox, Source::JSearch).await.is_ok());
    assert!(buy(&sandbox, Source::ActiveJobs).await.is_err());
    sandbox.control(Control::Clear);
    assert!(buy(&sandbox, Source::ActiveJobs).await.is_ok());
}
