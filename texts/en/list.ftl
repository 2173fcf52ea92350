# The words of closed lists, each list once.

# How a combination stands.
list-state-waiting = waiting
list-state-loading = loading
list-state-loaded = loaded
list-state-partly = partly loaded
list-state-failed = failed
list-state-cut = cut
list-state-paused = paused

# Credits, in what a source counts.
list-amount-jobs = { $count ->
    [one] { $count } job
   *[other] { $count } jobs
}
# Behind a figure, where a row of a table becomes a block.
list-unit-jobs = jobs

# Beside counts of jobs that people see.
list-copies-once = What is listed more than once counts as one job.

list-amount-requests = { $count ->
    [one] { $count } request
   *[other] { $count } requests
}

# Where the work is done.
list-arrangement-on-site = On-site
list-arrangement-hybrid = Hybrid
list-arrangement-remote = Remote
list-arrangement-remote-ok = Remote possible
list-arrangement-remote-solely = Remote only

# What contract a search asks for, and what a job offers.
list-employment-full-time = Full-time
list-employment-part-time = Part-time
list-employment-contractor = Contract
list-employment-temporary = Temporary
list-employment-intern = Internship

# How much experience a job asks for.
list-seniority-junior = Junior
list-seniority-mid = Mid
list-seniority-senior = Senior
list-seniority-lead = Lead

# Fields of work.
list-industry-technology = Technology
list-industry-healthcare = Healthcare
list-industry-management-leadership = Management & Leadership
list-industry-finance-accounting = Finance & Accounting
list-industry-human-resources = Human Resources
list-industry-sales = Sales
list-industry-marketing = Marketing
list-industry-customer-service-support = Customer Service & Support
list-industry-education = Education
list-industry-legal = Legal
list-industry-engineering = Engineering
list-industry-science-research = Science & Research
list-industry-trades = Trades
list-industry-construction = Construction
list-industry-manufacturing = Manufacturing
list-industry-logistics = Logistics
list-industry-creative-media = Creative & Media
list-industry-hospitality = Hospitality
list-industry-environmental-sustainability = Environmental & Sustainability
list-industry-retail = Retail
list-industry-data-analytics = Data & Analytics
list-industry-software = Software
list-industry-energy = Energy
list-industry-agriculture = Agriculture
list-industry-social-services = Social Services
list-industry-administrative = Administrative
list-industry-government-public-sector = Government & Public Sector
list-industry-art-design = Art & Design
