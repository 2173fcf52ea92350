# What `jobfill import` says. Sentences about a whole file follow the file's name and a colon.

import-no-text-empty = the file is empty. Save the table again and import that file.
import-no-text-workbook = this is a workbook of Excel or LibreOffice, or another zip archive, and no CSV file. Open it, choose “Save as”, then “CSV UTF-8”, and import that file.
import-no-text-old-workbook = this is a file of an older Excel or Word, and no CSV file. Open it, choose “Save as”, then “CSV UTF-8”, and import that file.
import-no-text-pdf = this is a PDF, and no CSV file. Save the table that it was made from as “CSV UTF-8”, and import that file.
import-no-text-markup = this is a web page or XML, and no CSV file. Open it in a spreadsheet, save it as “CSV UTF-8”, and import that file.
import-no-text-json = this is JSON, and no CSV file. Save the table as “CSV UTF-8”, and import that file.
import-no-text-binary = this is no text, and so no CSV file. Save the table as “CSV UTF-8”, and import that file.
import-no-text-encoding = the letters of this file cannot be told, since it is neither UTF-8 nor Windows’s Western European. Save it as “CSV UTF-8”, and import that file.
import-no-text-damaged = line { $line } holds bytes that are no letters: the file is damaged, or was put together from files of two encodings. Save it as “CSV UTF-8”, and import that file.
import-no-file = there is no such file.
import-is-directory = this is a directory. Name the CSV file in it.
import-no-permission = the file cannot be opened: { $why }.
import-too-large = the file is larger than { $most } MB. Split it, with the header in each part.

import-no-header = the first line names no columns. Put a header above the rows; { $required } are required. The others are query_name, ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry and priority.
import-header-quote = a quote in the header, line { $line }, has no end. Remove it, or close it.
import-column-twice = the header, line { $line }, names { $column } twice. Keep one of the two columns.
import-columns-missing = the header, line { $line }, lacks { $missing }. Required are { $required }.
import-no-rows = the file has no row below its header.
import-guessed = The file is not UTF-8: its letters are taken for Windows’s Western European, as in “{ $word }”. Where that is wrong, save it as “CSV UTF-8” and import that file.
import-left-out = These columns are not known and are left out: { $columns }.

# What is wrong with a line.
import-refused = line { $line }: { $why }
import-quote-open = A quote is opened here and not closed before the next row begins. Close it, or double it where it belongs to the text.
import-quote-inside = Text follows a closing quote. Double the quotes that belong to the text, or remove them.
import-one-cell = This line has one cell only. Separate its cells as the header does.
import-many-cells = This line has { $cells } cells, and the header has { $columns }. Put quotes around a cell that holds a separator.
import-cell-missing = { $column } is empty. Fill it in.
import-formula = { $column } holds a formula or a spreadsheet’s error, “{ $cell }”. Write the text itself.
import-filter = { $column } says “{ $cell }”. Leave it empty, or choose from this list: { $allowed }.
import-priority = priority says “{ $cell }”. Write a whole number from { $least } to { $most }, or leave it empty.
import-database = The database did not take it: { $why }. Import the file again; what is there already is not added twice.
import-again = The database could not take the lines now ({ $why }). Trying again in { $seconds } s.
import-broken-off = The database could not take line { $line } and what follows: { $why }. { $taken } { $taken ->
    [one] search was
   *[other] searches were
} taken. Import the file again; what is there already is not added twice.

import-taken = { $taken } { $taken ->
    [one] search
   *[other] searches
} of { $people } { $people ->
    [one] person
   *[other] people
} taken, { $there } already there, { $refused } { $refused ->
    [one] line
   *[other] lines
} refused.
import-queued = { $fetches } { $fetches ->
    [one] fetch
   *[other] fetches
} queued; `jobfill serve` or `jobfill work` buys them.
import-surprise = { $what } Nothing of this line was taken; --yes takes it as it is understood here.
