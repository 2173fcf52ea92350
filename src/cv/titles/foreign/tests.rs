use super::super::tokens::tokens;

fn first(line: &str) -> Option<String> {
    super::super::at(line, &tokens(line), 0).map(|title| title.text)
}

#[test]
fn a_title_stays_in_its_own_language() {
    for (line, title) in [
        ("INFIRMIÈRE DIPLÔMÉE D'ÉTAT", "Infirmière diplômée d'état"),
        ("Aide-soignante, Clinique du Parc", "Aide-soignante"),
        ("Développeur full stack — Webalp", "Développeur full stack"),
        ("Vendeuse en prêt-à-porter", "Vendeuse en prêt-à-porter"),
        ("Responsable de magasin", "Responsable de magasin"),
        ("Chef de projet", "Chef de projet"),
        ("Comptable chez Transports Meuse, Liège", "Comptable"),
        ("Jefe de sala en Restaurante La Barca", "Jefe de sala"),
        ("Contadora Pública", "Contadora Pública"),
        ("Técnico de mantenimiento", "Técnico de mantenimiento"),
        ("Ingeniero civil especialista en gerencia de proyectos con ocho años", "Ingeniero civil"),
        ("Addetta alle vendite", "Addetta alle vendite"),
        ("Impiegato contabile presso Motori Panaro Srl", "Impiegato contabile"),
        ("Aiuto cuoco", "Aiuto cuoco"),
        ("Operadora de caixa", "Operadora de caixa"),
        ("Wijkverpleegkundige", "Wijkverpleegkundige"),
        ("Heftruckchauffeur bij Volta Logistics", "Heftruckchauffeur"),
        ("Specjalista ds. księgowości", "Specjalista ds. księgowości"),
        ("Samodzielna księgowa", "Samodzielna księgowa"),
        ("Kierowca kat. C+E", "Kierowca kat. C+E"),
        ("İNGİLİZCE ÖĞRETMENİ", "İngilizce öğretmeni"),
        ("Satış Danışmanı", "Satış Danışmanı"),
        ("Șofer profesionist", "Șofer profesionist"),
        ("Hlavní účetní", "Hlavní účetní"),
        ("Undersköterska", "Undersköterska"),
        ("Λογιστής", "Λογιστής"),
        ("Шеф-кухар", "Шеф-кухар"),
        ("高级软件工程师", "高级软件工程师"),
    ] {
        assert_eq!(first(line).as_deref(), Some(title), "{line}");
    }
}

#[test]
fn a_noun_that_says_too_little_is_no_title() {
    for line in ["Responsable", "Assistant", "Agent", "Bangkok", "Van", "会社", "Formen", "Director"] {
        assert_eq!(first(line), None, "{line}");
    }
}
