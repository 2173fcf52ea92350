//! The foot of every page, error pages included: the operator, and the pages required by law.

use super::language;
use crate::app::App;
use crate::config::Operator;
use crate::text::{self, Language};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use std::sync::Arc;

tokio::task_local! {
    /// The operator of the installation.
    static OPERATOR: Arc<Operator>;
}

/// Makes the operator known to every page of a request: pages of errors are made where no other state is known.
///
/// # Errors
///
/// The errors of the handler.
pub(super) async fn known(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let operator = request.app_data::<Data<App>>().map(|app| app.config.operator.clone()).unwrap_or_default();
    OPERATOR.scope(operator, next.call(request)).await
}

/// The operator of the installation, in a request; else an empty one.
pub(super) fn operator() -> Arc<Operator> {
    OPERATOR.try_with(Arc::clone).unwrap_or_default()
}

/// The links of the foot: target and name of each.
pub(super) fn links() -> Vec<(String, String)> {
    let operator = operator();
    let mut links = vec![("/privacy".to_owned(), say!("frame-privacy"))];
    let urls = [
        (&operator.privacy, say!("frame-privacy-policy")),
        (&operator.imprint, say!("frame-imprint")),
        (&operator.accessibility, say!("frame-accessibility")),
    ];
    links.extend(urls.into_iter().filter_map(|(url, name)| Some((url.as_ref()?.to_string(), name))));
    links.extend(operator.contact.as_ref().map(|contact| (contact.link(), say!("frame-contact"))));
    links
}

/// "Run by the University of Example." None: the operator is not named.
pub(super) fn run_by() -> Option<String> {
    operator().name.as_ref().map(|name| say!("frame-run-by", operator = name))
}

/// The languages to turn to: tag, and own name.
pub(super) fn languages() -> Vec<(&'static str, String)> {
    let others = Language::ALL.iter().filter(|one| **one != text::language());
    others.map(|one| (one.as_str(), language::own_name(*one))).collect()
}
