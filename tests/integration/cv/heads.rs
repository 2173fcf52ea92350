//! Letterheads of three thousand people who do not exist, from sixteen parts of the world: what of them is sent.

use jobfill::cv::sent;

/// How a country writes a person.
struct Country {
    given: [&'static str; 8],
    family: [&'static str; 8],
    /// `#` is a figure.
    phones: [&'static str; 3],
    streets: [&'static str; 5],
    towns: [&'static str; 4],
    titles: [&'static str; 3],
    labels: Labels,
    births: [&'static str; 3],
}

/// Name, birth, birthplace, address, telephone, sex or marital status with its value, father with a name, and headings
/// of personal data, jobs and references.
struct Labels {
    name: &'static str,
    birth: &'static str,
    birthplace: &'static str,
    address: &'static str,
    phone: &'static str,
    private: &'static str,
    personal: &'static str,
    jobs: &'static str,
    references: &'static str,
}

const COUNTRIES: [Country; 16] = [
    Country {
        given: ["Jörg", "Anneliese", "Friedhelm", "Svenja", "Thorsten", "Wiebke", "Ottokar", "Mareike"],
        family: ["Hallmann", "Osterkamp", "Grünwald", "Weißhaupt", "Dreßler", "Vogelsang", "Kettler", "Pohlmann"],
        phones: ["+49 (0)341 555 ## ##", "0341 / 5## ## ##", "0176–55## ####"],
        streets: ["Könneritzstraße 27", "Am Markt 5", "Hauptweg 5b", "Venloer Str. 310", "Kastanienallee 12"],
        towns: ["04229 Leipzig", "50823 Köln", "20095 Hamburg", "29221 Celle"],
        titles: ["Elektroniker", "Pflegefachkraft", "Koch"],
        labels: Labels {
            name: "Name, Vorname",
            birth: "Geburtsdatum",
            birthplace: "Geburtsort",
            address: "Anschrift",
            phone: "Telefon",
            private: "Familienstand: verheiratet",
            personal: "Persönliche Daten",
            jobs: "Berufserfahrung",
            references: "Referenzen",
        },
        births: ["3. Mai 1990", "12.03.1988", "01.11.1979"],
    },
    Country {
        given: ["Hannah", "Alistair", "Imogen", "Rupert", "Philippa", "Gareth", "Bronwen", "Callum"],
        family: [
            "Okafor-Reid",
            "Thistlewood",
            "Pemberton",
            "Ashworth",
            "Llewellyn",
            "Cartwright",
            "McAllister",
            "O'Neill",
        ],
        phones: ["07700 9#####", "+44 161 496 0###", "(0161) 496 0###"],
        streets: ["22 Beech Grove", "Flat 4, 14 Ranelagh Road", "1 High Street", "7 Orchard Close", "118 Station Road"],
        towns: ["Manchester M20 4TH", "Leeds LS1 4AP", "Bristol BS1 5TR", "York YO1 7HH"],
        titles: ["Staff Nurse", "Primary School Teacher", "Accountant"],
        labels: Labels {
            name: "Name",
            birth: "Date of birth",
            birthplace: "Place of birth",
            address: "Address",
            phone: "Mobile",
            private: "Nationality: British",
            personal: "Personal details",
            jobs: "Work experience",
            references: "References",
        },
        births: ["12 March 1988", "12/03/1988", "3rd May 1990"],
    },
    Country {
        given: ["Natalie", "Brandon", "Kimberly", "Tyrone", "Madison", "Dwayne", "Priscilla", "Hunter"],
        family: [
            "Castellanos",
            "Washington-Lee",
            "Kowalczyk",
            "Abernathy",
            "Delacroix",
            "Rosenbaum",
            "Nakamura",
            "Whitfield",
        ],
        phones: ["(415) · 555 · 01##", "617-555-01##", "+1 (555) 010-99##"],
        streets: ["25 Calumet Street Apt 4", "350 Fifth Avenue", "1200 Maple Dr", "98 Lakeview Blvd", "4410 Oak Lane"],
        towns: ["Boston, MA 02120", "Denver, CO 80202", "Seattle, WA 98101", "Mill Valley, CA 94941"],
        titles: ["Data Scientist", "System Administrator", "Marketing Manager"],
        labels: Labels {
            name: "Full Name",
            birth: "DOB",
            birthplace: "Birthplace",
            address: "Home address",
            phone: "Cell",
            private: "Marital status: Single",
            personal: "Personal Information",
            jobs: "Professional Experience",
            references: "References",
        },
        births: ["05/14/1991", "May 14, 1991", "1991-05-14"],
    },
    Country {
        given: ["Jean-Baptiste", "Élodie", "Thibault", "Maëlys", "Gaëtan", "Solène", "Étienne", "Clémence"],
        family: ["Lefèvre", "Beaumont", "de La Fontaine", "Moreau", "Garnier", "Chevalier", "Rousselot", "Vauquelin"],
        phones: ["06 12 ## ## ##", "+33 6 12 ## ## ##", "01.42.##.##.##"],
        streets: [
            "12 rue des Lilas",
            "8 bis avenue Foch",
            "3 impasse du Moulin",
            "45 bd Voltaire",
            "17, chemin des Vignes",
        ],
        towns: ["69003 Lyon", "75011 Paris", "31000 Toulouse", "44000 Nantes"],
        titles: ["Comptable", "Infirmière", "Chef de projet"],
        labels: Labels {
            name: "Nom et prénom",
            birth: "Date de naissance",
            birthplace: "Lieu de naissance",
            address: "Adresse",
            phone: "Tél",
            private: "Situation familiale : mariée",
            personal: "État civil",
            jobs: "Expérience professionnelle",
            references: "Références",
        },
        births: ["3 mai 1990", "03/05/1990", "née le 14 juillet 1985"],
    },
    Country {
        given: ["Íñigo", "Macarena", "Joaquín", "Almudena", "Álvaro", "Rocío", "Baltasar", "Remedios"],
        family: [
            "Ruiz Zabaleta",
            "Fernández Cano",
            "Echeverría",
            "Montoya Gil",
            "Villanueva",
            "Quintana",
            "Arrizabalaga",
            "Belmonte",
        ],
        phones: ["6## ### 1##", "+34 6## ## ## 1#", "69#####1#"],
        streets: ["Avda. Libertad 12", "Calle Mayor 3", "C/ Serrano 41", "Plaza de la Paz 2", "Paseo Marítimo 9"],
        towns: ["46003 Valencia", "28013 Madrid", "30009 Murcia", "41001 Sevilla"],
        titles: ["Enfermera", "Camarero", "Administrativo"],
        labels: Labels {
            name: "Nombre y apellidos",
            birth: "Fecha de nacimiento",
            birthplace: "Lugar de nacimiento",
            address: "Dirección",
            phone: "Móvil",
            private: "Estado civil: soltera",
            personal: "Datos personales",
            jobs: "Experiencia laboral",
            references: "Referencias",
        },
        births: ["14/07/1986", "14 de julio de 1986", "14-07-1986"],
    },
    Country {
        given: ["Giancarlo", "Ludovica", "Ermenegildo", "Serafina", "Tiziano", "Fiammetta", "Ruggero", "Ornella"],
        family: [
            "Mastroianni",
            "Bevilacqua",
            "De Santis",
            "Quattrocchi",
            "Pellegrini",
            "Castelnuovo",
            "Zambrotta",
            "Fumagalli",
        ],
        phones: ["333 12#####", "+39 02 555 ####", "347 123 4#0#"],
        streets: ["Via Garibaldi 8", "Viale Monza 112", "Piazza Dante 3", "Corso Francia 21", "Vicolo Stretto 4"],
        towns: ["20121 Milano", "10138 Torino", "40121 Bologna", "80133 Napoli"],
        titles: ["Ragioniere", "Cuoco", "Impiegata"],
        labels: Labels {
            name: "Nome e cognome",
            birth: "Data di nascita",
            birthplace: "Luogo di nascita",
            address: "Indirizzo",
            phone: "Cellulare",
            private: "Stato civile: coniugato",
            personal: "Dati personali",
            jobs: "Esperienze lavorative",
            references: "Referenze",
        },
        births: ["14/07/1986", "14 luglio 1986", "nata il 14.07.1986"],
    },
    Country {
        given: ["Zbigniew", "Małgorzata", "Krzysztof", "Agnieszka", "Przemysław", "Bożena", "Wojciech", "Halina"],
        family: [
            "Wiśniewski",
            "Kowalska",
            "Dąbrowski",
            "Szymańska",
            "Brzęczyszczykiewicz",
            "Zielińska",
            "Wróbel-Lis",
            "Jabłońska",
        ],
        phones: ["501 2## 3##", "+48 501 2## 3##", "22 555 ## ##"],
        streets: ["ul. Długa 15/4", "os. Piastów 5/12", "al. Jerozolimskie 44", "ul. 3 Maja 7", "plac Wolności 2"],
        towns: ["80-827 Gdańsk", "31-623 Kraków", "00-024 Warszawa", "50-001 Wrocław"],
        titles: ["Magazynier", "Pielęgniarka", "Księgowa"],
        labels: Labels {
            name: "Imię i nazwisko",
            birth: "Data urodzenia",
            birthplace: "Miejsce urodzenia",
            address: "Adres zamieszkania",
            phone: "Tel. kom.",
            private: "Stan cywilny: żonaty",
            personal: "Dane osobowe",
            jobs: "Doświadczenie zawodowe",
            references: "Referencje",
        },
        births: ["12.05.1991", "12 maja 1991", "ur. 12.05.1991"],
    },
    Country {
        given: ["Ayşegül", "Mehmet Can", "Gülşah", "İbrahim", "Şebnem", "Oğuzhan", "Çiğdem", "Tuğrul"],
        family: ["Yılmaz", "Karaosmanoğlu", "Öztürk", "Demirtaş", "Çelikkol", "Şahinbaş", "Küçükkaya", "Aydınlı"],
        phones: ["0532 1## ## ##", "+90 532 1## ## ##", "532 12# ## #1"],
        streets: [
            "Lale Sokak No: 5",
            "Atatürk Cad. No:12/3",
            "Barış Mah. Gül Sok. No: 8 D: 3",
            "Bağdat Caddesi 211",
            "İnönü Bulvarı No 4",
        ],
        towns: ["34710 İstanbul", "06420 Ankara", "35220 İzmir", "16010 Bursa"],
        titles: ["Muhasebeci", "Öğretmen", "Aşçı"],
        labels: Labels {
            name: "Ad Soyad",
            birth: "Doğum Tarihi",
            birthplace: "Doğum Yeri",
            address: "Adres",
            phone: "Cep",
            private: "Medeni Hali: Evli",
            personal: "Kişisel Bilgiler",
            jobs: "İş Deneyimi",
            references: "Referanslar",
        },
        births: ["12.05.1991", "12 Mayıs 1991", "12/05/1991"],
    },
    Country {
        given: ["Ravi", "Lakshmi Priya", "S. K.", "Venkatesh", "Anjali", "Harpreet", "Muthu", "Deepika"],
        family: ["Ramanathan", "Subramaniam", "Chatterjee", "Bhattacharya", "Gill", "Deshpande", "Nair", "Viswanathan"],
        phones: ["90000#####", "+91-98765 4####", "98765 4####"],
        streets: [
            "12/34 Lotus Colony",
            "H.No. 5-9-22/B",
            "Flat No 4B, Shanti Towers",
            "Plot 77, Sector 12",
            "#45, 2nd Cross, 3rd Main",
        ],
        towns: ["Mathura UP 281204", "Hyderabad - 500063", "Mumbai 400001", "Bengaluru, Karnataka"],
        titles: ["Site Engineer", "Software Developer", "Accountant"],
        labels: Labels {
            name: "Name",
            birth: "Date of Birth",
            birthplace: "Native place",
            address: "Permanent Address",
            phone: "Contact no",
            private: "Sex : Male",
            personal: "PERSONAL DETAILS",
            jobs: "WORK EXPERIENCE",
            references: "Referees",
        },
        births: ["19th February 1990", "19-02-1990", "19/02/1990"],
    },
    Country {
        given: ["伟", "秀英", "建国", "丽华", "志强", "淑芬", "明", "晓东"],
        family: ["欧阳", "诸葛", "王", "陈", "司马", "刘", "赵", "黄"],
        phones: ["138 00## ####", "13800######", "+86 138 00## ####"],
        streets: ["中山路88号", "人民大街12号3单元", "解放路5号", "长江路100号", "和平里2号楼"],
        towns: ["上海市 200001", "北京市 100013", "广州市 510000", "成都市 610000"],
        titles: ["会计", "护士", "软件工程师"],
        labels: Labels {
            name: "姓名",
            birth: "出生日期",
            birthplace: "籍贯",
            address: "地址",
            phone: "电话",
            private: "婚姻状况：已婚",
            personal: "个人信息",
            jobs: "工作经历",
            references: "推荐人",
        },
        births: ["1990年5月3日", "1990-05-03", "1990.05.03"],
    },
    Country {
        given: ["Oluwaseun", "Chiamaka", "Emeka Kingsley", "Folasade", "Ibrahim", "Ngozi", "Tunde", "Amaka"],
        family: ["Ogunleye", "Okonkwo", "Adeyemi", "Nwachukwu", "Balogun", "Ezeani", "Danjuma", "Olatunji"],
        phones: ["0803 123 ####", "0803123####", "+234 803 123 ####"],
        streets: [
            "12, Adeniyi Close",
            "Plot 5 Ademola Street",
            "No. 7 Herbert Macaulay Way",
            "Block 3 Flat 2",
            "33 Bode Thomas Street",
        ],
        towns: ["Ikeja, Lagos State", "Abuja", "Ibadan, Oyo State", "Port Harcourt"],
        titles: ["Accountant", "Sales Executive", "Civil Engineer"],
        labels: Labels {
            name: "Full Name",
            birth: "Date of Birth",
            birthplace: "State of Origin",
            address: "Contact Address",
            phone: "Phone",
            private: "Religion: Christianity",
            personal: "BIO DATA",
            jobs: "WORKING EXPERIENCE",
            references: "REFEREES",
        },
        births: ["15th March, 1990", "15/03/1990", "March 15, 1990"],
    },
    Country {
        given: ["Maria Kristina", "Jomar", "Angelica", "Reynaldo", "Precious", "Rodel", "Kathleen", "Arnel"],
        family: ["Dela Cruz", "Bautista", "Macaraeg", "Villanueva", "Pangilinan", "Ocampo", "Magsaysay", "Tolentino"],
        phones: ["0917 555 ####", "0917555####", "+63 917 555 ####"],
        streets: [
            "Blk 12 Lot 7 Sampaguita St.",
            "123 Rizal Street",
            "Unit 4B Mabini Residences",
            "45 Quirino Avenue",
            "Purok 3",
        ],
        towns: ["Quezon City", "Cebu City", "Davao City 8000", "Makati City"],
        titles: ["Customer Service Representative", "Staff Nurse", "Cashier"],
        labels: Labels {
            name: "Name",
            birth: "Birth Date",
            birthplace: "Birth Place",
            address: "Home Address",
            phone: "Contact No.",
            private: "Civil Status: Single",
            personal: "PERSONAL INFORMATION",
            jobs: "EMPLOYMENT HISTORY",
            references: "CHARACTER REFERENCES",
        },
        births: ["February 14, 1996", "02/14/1996", "14 February 1996"],
    },
    Country {
        given: [
            "João Natal",
            "Luciana Aparecida",
            "Thiago",
            "Marlene",
            "Wellington",
            "Fabiana",
            "Inês Sofia",
            "Cleiton",
        ],
        family: [
            "dos Santos",
            "Figueiredo",
            "Carvalheira",
            "Albuquerque",
            "Nogueira Lima",
            "Tavares",
            "Pimentel",
            "Brandão",
        ],
        phones: ["(19) 95550-1###", "(31) 3555-0###", "+55 11 95550-1###"],
        streets: [
            "Rua Barão de Jaguara, 900",
            "Av. Paulista, 1578",
            "Travessa do Carmo 12",
            "Rua das Flores, 45 - Apto 12",
            "Alameda Santos 211",
        ],
        towns: ["Campinas - SP", "Belo Horizonte - MG", "4250-163 Porto", "São Paulo/SP"],
        titles: ["Vendedor", "Assistente administrativa", "Enfermeira"],
        labels: Labels {
            name: "Nome completo",
            birth: "Data de nascimento",
            birthplace: "Naturalidade",
            address: "Endereço",
            phone: "Telefone",
            private: "Estado civil: casado",
            personal: "Dados pessoais",
            jobs: "Experiência profissional",
            references: "Referências",
        },
        births: ["30/11/1992", "30 de novembro de 1992", "30.11.1992"],
    },
    Country {
        given: ["Annika", "Göran", "Mette", "Sjoerd", "Marieke", "Oskar", "Liselotte", "Joost"],
        family: [
            "Lundqvist",
            "van den Heuvel",
            "Krogsgaard",
            "Hoekstra",
            "Bergström",
            "de Graaf",
            "Söderlund",
            "Vandenbosch",
        ],
        phones: ["070-555 ## ##", "06-5550 ####", "+46 70 555 ## ##"],
        streets: ["Hisingsgatan 12", "Oosterhamrikkade 55a", "Ryesgade 14", "Brugsesteenweg 77", "Storgatan 3"],
        towns: ["417 03 Göteborg", "9713 KB Groningen", "8000 Aarhus C", "9000 Gent"],
        titles: ["Undersköterska", "Magazijnmedewerker", "Verpleegkundige"],
        labels: Labels {
            name: "Naam",
            birth: "Geboortedatum",
            birthplace: "Geboorteplaats",
            address: "Adres",
            phone: "Telefoon",
            private: "Burgerlijke staat: gehuwd",
            personal: "Personalia",
            jobs: "Werkervaring",
            references: "Referenties",
        },
        births: ["19-04-1991", "19 april 1991", "19/04/1991"],
    },
    Country {
        given: ["Ionuț", "Lenka", "Andreea", "Jaroslav", "Cătălin", "Markéta", "Zdeněk", "Mihaela"],
        family: ["Moldovan", "Procházková", "Munteanu", "Hloušek", "Popescu-Marin", "Dvořáčková", "Iordache", "Vlček"],
        phones: ["0745 550 ###", "+420 603 555 ###", "+40 745 550 ###"],
        streets: [
            "Str. Fabricii nr. 12",
            "Bulevardul Unirii 7",
            "Dlouhá ulice 45",
            "Strada Mihai Eminescu 3",
            "Calea Victoriei 100",
        ],
        towns: ["Cluj-Napoca", "602 00 Brno", "Timișoara, România", "Iași"],
        titles: ["Șofer profesionist", "Hlavní účetní", "Contabil"],
        labels: Labels {
            name: "Nume și prenume",
            birth: "Data nașterii",
            birthplace: "Locul nașterii",
            address: "Adresă",
            phone: "Telefon",
            private: "Stare civilă: căsătorit",
            personal: "Informații personale",
            jobs: "Experiență profesională",
            references: "Referințe",
        },
        births: ["14.03.1985", "14 martie 1985", "14/03/1985"],
    },
    Country {
        given: ["Νίκος", "Оксана", "Ελένη", "Сергій", "Γιώργος", "Марина", "Δήμητρα", "Тарас"],
        family: ["Παπαδόπουλος", "Гнатюк", "Καραγιάννης", "Шевченко", "Οικονόμου", "Соколова", "Βασιλείου", "Кравчук"],
        phones: ["694555####", "+38 067 555 ## ##", "067 555 ## ##"],
        streets: ["вул. Городоцька, 55", "Εγνατίας 112", "вул. Франка 8", "ул. Ленина 14", "οδός Ερμού 25"],
        towns: ["Θεσσαλονίκη", "Львів", "Αθήνα", "Київ"],
        titles: ["Λογιστής", "Кухар", "Бухгалтер"],
        labels: Labels {
            name: "Ονοματεπώνυμο",
            birth: "Дата народження",
            birthplace: "Τόπος γέννησης",
            address: "Адреса",
            phone: "Τηλέφωνο",
            private: "Οικογενειακή κατάσταση: Έγγαμος",
            personal: "Προσωπικά στοιχεία",
            jobs: "Επαγγελματική εμπειρία",
            references: "Συστάσεις",
        },
        births: ["15.02.1990", "12/07/1988", "15-02-1990"],
    },
];

/// The heads of each country.
const EACH: u64 = 130;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn phone(&mut self, form: &str) -> String {
        form.chars()
            .map(|c| if c == '#' { char::from(b'1' + u8::try_from(self.below(8)).unwrap()) } else { c })
            .collect()
    }
}

/// What must not be sent.
struct Secrets {
    name: String,
    phone: String,
    street: String,
    birth: String,
}

fn head(country: &Country, dice: &mut Dice) -> (String, Secrets) {
    let (given, family) = (dice.of(&country.given), dice.of(&country.family));
    let is_chinese = country.labels.name == "姓名";
    let name = if is_chinese { format!("{family}{given}") } else { format!("{given} {family}") };
    let form = dice.of(&country.phones);
    let phone = dice.phone(form);
    let (street, town) = (dice.of(&country.streets), dice.of(&country.towns));
    let birth = dice.of(&country.births);
    let title = dice.of(&country.titles);
    let labels = &country.labels;
    let email = format!("mail{}@mail.example", dice.below(1000));
    let upper = name.to_uppercase();
    let personal = format!(
        "{}\n{}: {birth}\n{}: Vilnius\n{}\nFather's Name : {given} {family}",
        labels.personal, labels.birth, labels.birthplace, labels.private
    );
    let head = match dice.below(15) {
        0 => format!("{name}\n{title}\n{street}, {town}\n{phone} · {email}"),
        1 => format!("{upper}\n{title}\n{street} | {town} | {phone} | {email}\n{personal}"),
        2 => format!(
            "{}: {name}\n{}: {street}, {town}\n{}: {phone}\n{title}\n{personal}",
            labels.name, labels.address, labels.phone
        ),
        3 => format!("{name} · {street} · {town} · {phone}\n{title}"),
        4 => format!("{upper} RESUME\n{title}\n{street}\n{town}\n{}: {phone}\n{}: {birth}", labels.phone, labels.birth),
        5 => format!("{name}, {title}\n{street}, {town} – {phone}\n{personal}"),
        6 => format!("{title}\n{name}\n{email}\n{phone}\n{street}, {town}\n{}\n{birth}", labels.birth),
        7 => format!("{name} ({title})\n{town}\n{phone} | {email} | {street}\n{personal}"),
        8 => format!(
            "CURRICULUM VITAE\n{title}\n{}\n{}: {name}\n{}: {birth}\n{}: {phone}\n{}: {street}, {town}",
            labels.personal, labels.name, labels.birth, labels.phone, labels.address
        ),
        9 => format!("{name}\n{street}\n{town}\nTel. {phone}\nE-Mail {email}\n{birth}\n{title}"),
        10 => format!(
            "From: {name} <{email}>\nSubject: {title}\n\n{name}\n{phone}\n{street}, {town}\n{}: {birth}",
            labels.birth
        ),
        11 => format!("{phone} | {email} | {town}\n{upper}\n{title}\n{street}"),
        12 => format!(
            "Mr. {name}\n{title}\n{street}, {town} | {phone}\nEmergency contact: {name}, {phone}\nID No: 9203150123081\n{}: {birth}",
            labels.birth
        ),
        13 => format!(
            "{title}\n{}:\n{name}\n{}:\n{birth}\n{}:\n{phone}\n{}:\n{street}, {town}",
            labels.name, labels.birth, labels.phone, labels.address
        ),
        _ => format!(
            "{}\n{}\n{}\n{}\n{name}\n{birth}\n{phone}\n{street}, {town}\n{title}",
            labels.name, labels.birth, labels.phone, labels.address
        ),
    };
    let end = match dice.below(4) {
        0 => format!("Berlin, 12.03.2024 {name}"),
        1 => format!("I hereby declare that all this is true.\nDate: 12.03.2024\n({name})"),
        2 => format!("{name} | {phone} | {email}\nPage 1 of 1"),
        _ => String::new(),
    };
    let text = format!(
        "{head}\n{}\n2019 – 2024 {title}, Nordlicht GmbH\n2015 – 2019 {title}, Zorg Ltd\n{}\n{name}, {phone}\n{end}\n",
        labels.jobs, labels.references
    );
    (text, Secrets { name, phone, street: street.to_owned(), birth: birth.to_owned() })
}

/// Whether a text holds words, however they are spaced, parted and written.
fn holds(text: &str, words: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    plain(text).contains(&plain(words))
}

#[test]
fn of_two_thousand_heads_no_name_telephone_street_or_birth_is_sent() {
    let mut leaks = Vec::new();
    let mut jobs = 0_u64;
    for (number, country) in COUNTRIES.iter().enumerate() {
        for seed in 0..EACH {
            let mut dice = Dice(seed * 7919 + u64::try_from(number).unwrap() * 104_729 + 1);
            let (text, secrets) = head(country, &mut dice);
            let sent = sent(&text);
            jobs += u64::from(sent.contains("Nordlicht"));
            let Secrets { name, phone, street, birth } = &secrets;
            for secret in [name, phone, street, birth].into_iter().filter(|secret| holds(&sent, secret)) {
                leaks.push(format!("{secret} of\n{text}\nin\n{sent}\n"));
            }
        }
    }
    let shown: Vec<&String> = leaks.iter().step_by(leaks.len().div_ceil(12).max(1)).collect();
    let heads = EACH * u64::try_from(COUNTRIES.len()).unwrap();
    println!("{heads} heads: {} leaks, {jobs} with their jobs", leaks.len());
    assert!(leaks.is_empty(), "{} leaks, such as {shown:#?}", leaks.len());
    assert!(jobs * 1000 >= heads * 995, "{jobs} kept their jobs");
}
