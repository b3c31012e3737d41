//! What stands around pages for programs: the names of government sites, and the words of schema.org.

use crate::file_tree::repository;
use crate::site_case::{Built, SiteCase, page};

fn built(change: impl Fn(&str) -> String) -> Built {
    let site = SiteCase::copy_of(&repository("tests/cases/build/cn-gov/in"));
    let settings = std::fs::read_to_string(site.root().join("content/site.yaml"));
    site.put("content/site.yaml", change(&settings.expect("the case has settings")));
    site.build(&site.options()).0
}

/// What the names in the head of a page say, a line each.
fn meta(html: &str) -> String {
    let head = html.split_once("</head>").expect("a page has a head").0;
    let tags = head.split("<meta name=\"").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once("\" content=\"")?;
        let is_own = name.starts_with(|c: char| c.is_ascii_uppercase());
        is_own.then(|| format!("{name}={}\n", rest.split_once('"').expect("it ends").0))
    });
    tags.collect()
}

/// The block of schema.org on a page.
fn structured(html: &str) -> Option<serde_json::Value> {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">")?;
    let text = rest.split_once("</script>").expect("it ends").0;
    assert!(!text.contains('<'), "{text}");
    Some(serde_json::from_str(text).expect("it is JSON"))
}

#[test]
fn pages_of_government_sites_carry_their_names() {
    let built = built(str::to_owned);
    let site = "SiteName=示例区进展\nSiteDomain=www.example.gov.cn\nSiteIDCode=4100000000\n";
    assert_eq!(meta(page(&built, "zh/index.html")), site);
    assert_eq!(
        meta(page(&built, "zh/reports/q1/index.html")),
        format!(
            "{site}ColumnName=报告\nColumnDescription=报告\nColumnKeywords=报告,示例区进展\n\
             ColumnType=政务公开\nArticleTitle=一季度报告\nPubDate=2030-04-10\n\
             ContentSource=示例区人民政府\nKeywords=一季度报告,示例区进展\n\
             Description=一季度报告 2030\n\
             Url=https://www.example.gov.cn/progress/zh/reports/q1/\n"
        )
    );
    let news = meta(page(&built, "zh/news/index.html"));
    assert!(news.contains("ColumnType=工作动态\n") && !news.contains("ArticleTitle"), "{news}");
    assert!(meta(page(&built, "en/documents/plan/index.html")).contains("PubDate=2030-06-30\n"));
    let foot = page(&built, "zh/parks/quay/index.html").split_once("<footer").expect("a foot").1;
    for line in [
        "<dt>主办单位</dt><dd>示例区人民政府</dd>",
        "<dt>承办单位</dt><dd>示例区统计局</dd>",
        "<dt>联系电话</dt><dd>0000-0000000</dd>",
        "<dt>网站标识码</dt><dd>4100000000</dd>",
        "<a href=\"https://beian.miit.gov.cn/\">豫ICP备00000000号-1</a>",
        "<a href=\"https://beian.mps.gov.cn/#/query/webSearch?code=41000000000000\">豫公网安备41000000000000号</a>",
    ] {
        assert!(foot.contains(line), "{line}");
    }
}

#[test]
fn other_sites_carry_none_of_them() {
    let plain = built(|settings| settings.split_once("base_url").expect("it has one").0.to_owned());
    for (path, bytes) in plain.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("is UTF-8");
        assert!(path.ends_with("redirect.html") || meta(html).is_empty(), "{path}");
    }
}

#[test]
fn programs_are_told_the_way_the_data_and_events() {
    let whole = built(|settings| {
        format!("{settings}publisher: {{ zh: 某局, en: An <office> }}\nlicence: CC-BY-4.0\n")
    });
    let of = |path: &str| structured(page(&whole, path));
    let home = of("en/index.html").expect("it names the publisher");
    assert_eq!(home["@type"], "Organization");
    assert_eq!(home["name"], "An <office>");
    let way = of("en/parks/quay/index.html").expect("it has a way");
    assert_eq!(way["@type"], "BreadcrumbList");
    let steps = way["itemListElement"].as_array().expect("it has steps");
    assert_eq!(steps[0]["item"], "https://www.example.gov.cn/progress/en/");
    let last = steps.last().expect("it has some");
    assert_eq!((&last["name"], last.get("item")), (&"Quay".into(), None));
    assert_eq!(last["position"], steps.len());
    let event = of("zh/events/fair/index.html").expect("it is an event");
    let event = &event["@graph"][0];
    assert_eq!((&event["@type"], &event["startDate"]), (&"Event".into(), &"2030-05-01".into()));
    assert_eq!(event["location"]["name"], "示例区");
    let data = of("en/data/index.html").expect("it has data");
    let data = &data["@graph"][0];
    assert_eq!(data["@type"], "Dataset");
    assert_eq!(data["license"], "https://spdx.org/licenses/CC-BY-4.0.html");
    let file = data["distribution"][0]["contentUrl"].as_str().expect("it has files");
    assert!(file.starts_with("https://www.example.gov.cn/progress/data/"), "{file}");
    // Without an address there is no way, and no file.
    let plain = built(|settings| settings.replace("base_url", "short_title"));
    assert!(structured(page(&plain, "en/parks/quay/index.html")).is_none());
    let data = structured(page(&plain, "en/data/index.html")).expect("it has data");
    assert!(data.get("distribution").is_none() && data.get("url").is_none());
    // It costs little where there are very many pages.
    let park = page(&whole, "en/parks/quay/index.html");
    let block = park.split_once("application/ld+json").expect("it has one").1;
    assert!(block.find("</script>").is_some_and(|n| n < 350), "{block:.500}");
}

#[test]
fn programs_are_told_what_targets_and_results_are_about() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/cn-gov/in"));
    let settings = std::fs::read_to_string(site.root().join("content/site.yaml"));
    let settings = settings.expect("the case has settings");
    site.put("content/site.yaml", format!("{settings}publisher: {{ zh: 某局, en: An office }}\n"));
    site.put(
        "content/data/indicators.yaml",
        "- { id: quays, name: { zh: 新建泊位, en: New berths }, unit: project }\n",
    );
    site.put(
        "content/data/targets.yaml",
        "- { indicator: quays, period: 2030, at_least: 4, source: report }\n",
    );
    site.put(
        "content/data/observations.yaml",
        "- { indicator: quays, period: 2030-Q1, value: 3, source: report }\n",
    );
    let (built, problems) = site.build(&site.options());
    let of = |path: &str| structured(page(&built, path)).expect(&problems);
    let at = |path: &str| format!("https://www.example.gov.cn/progress/en/{path}");
    // The targets of a year: their name, days and publisher, and the way to them.
    let whole = of("en/targets/2030/index.html");
    let targets = &whole["@graph"][0];
    assert_eq!(
        (&targets["@type"], &targets["url"]),
        (&"Dataset".into(), &at("targets/2030/").into())
    );
    assert_eq!(targets["name"], "Targets and results for 2030");
    assert_eq!(targets["description"], "1 target: 1 ahead");
    assert_eq!(targets["temporalCoverage"], "2030-01-01/2030-12-31");
    assert_eq!(targets["creator"]["name"], "An office");
    assert_eq!(targets["isPartOf"], at("data/"));
    let steps = whole["@graph"][1]["itemListElement"].as_array().expect("it has steps");
    let names: Vec<_> =
        steps.iter().map(|step| step["name"].as_str().unwrap_or_default()).collect();
    assert_eq!(names[1..], ["Targets and results", "Targets and results for 2030"]);
    // A year of the timeline is called as its page is, too.
    let year = of("zh/timeline/2030/index.html");
    let steps = year["itemListElement"].as_array().expect("it has steps");
    assert_eq!(steps[2]["name"], "2030年大事记");
    // An indicator: the days that its results are about.
    let indicator = &of("en/indicators/quays/index.html")["@graph"][0];
    assert_eq!(
        (&indicator["@type"], &indicator["name"]),
        (&"Dataset".into(), &"New berths".into())
    );
    assert_eq!(indicator["temporalCoverage"], "2030-01-01/2030-03-31");
    // All data: what they cover, and each file.
    let data = &of("en/data/index.html")["@graph"][0];
    assert_eq!(data["temporalCoverage"], "2030-01-01/2030-03-31");
    let files = data["distribution"].as_array().expect("it has files");
    let addresses: Vec<_> = files.iter().filter_map(|file| file["contentUrl"].as_str()).collect();
    for name in ["targets", "observations", "events"] {
        let address = format!("https://www.example.gov.cn/progress/data/{name}.csv");
        assert!(addresses.contains(&&*address), "{address} is none of {addresses:?}");
    }
}
