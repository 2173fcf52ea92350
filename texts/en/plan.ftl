# Why a combination is bought at a source, or not: sentences without their full stop. A request reads "data scientist in
# Berlin, Germany".

plan-held = here: its own request holds all of it
plan-contained = here: “{ $by }” is wider and holds all of it
plan-contained-in-some = here: wider requests hold all of it
plan-with-wider = comes with “{ $by }”, which is wider and has to be bought anyway
plan-same-request = comes with another combination that asks the source the same
plan-in-list = to be bought in one list of { $count } titles in the same place
plan-being-bought = on its way
plan-being-bought-wider = on its way with “{ $by }”, which is wider
plan-waits = its fetch is put off until { $until }
plan-waits-open = its fetch is put off
plan-partly = some of it is here; what is missing has to be bought
plan-new = nothing of it is here; all of it has to be bought
plan-rests = nobody wants it now
plan-paused = paused by an admin

# The same on a combination's page.
plan-heading = What the plan says now
plan-source = Source
plan-answer = Answer
plan-expected = Credits
plan-why = Why
plan-answer-held = held
plan-answer-contained = contained
plan-answer-in-list = comes with another
plan-answer-being-bought = being bought
plan-answer-partly = partly held
plan-answer-new = to be bought
plan-answer-waits = waits
plan-answer-rests = rests
