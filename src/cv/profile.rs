use crate::filters::*;
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Profile {
    pub titles: Vec<Found>,
    pub places: Vec<Found>,
    pub filters: Vec<FoundFilter>,
}
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Found {
    pub text: String,
    pub evidence: String,
}
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct FoundFilter {
    pub filter: Filter,
    pub evidence: String,
    pub stated: bool,
}
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub enum Filter {
    WorkArrangement(WorkArrangement),
    EmploymentType(EmploymentType),
    Seniority(Seniority),
    Industry(Industry),
}
