//! What pages of Chinese government sites say of themselves: lines at the foot, and the names in the
//! head that inspections read (政府网站发展指引, 国办发〔2017〕47号, on the labels of pages).

use super::layout::{About, absolute, title};
use super::scope::Scope;
use super::view::{FooterView, MetaView, TextView};
use crate::model::Government;
use crate::plan::{Of, PageId, PagePlan, Role};
use crate::value::Period;
use jiff::civil::Date;

/// Where one can look up the number of the ministry of industry.
const ICP: &str = "https://beian.miit.gov.cn/";

/// Where the police shows who is behind a number, before its digits.
const POLICE: &str = "https://beian.mps.gov.cn/#/query/webSearch?code=";

/// The lines at the foot of every page.
pub(super) fn lines<'a>(scope: &Scope<'a>) -> Vec<FooterView<'a>> {
    let Some(said) = &scope.site.model.site.government else { return Vec::new() };
    let line = |label: &str, value: TextView<'a>, href: Option<String>| FooterView {
        label: Scope::own(scope.t(label, &[])),
        value,
        href,
    };
    let number = |number: &'a crate::model::Phrase| Scope::own(&*number.text);
    let police = said.police.as_ref();
    let digits = police.and_then(|police| Government::police_digits(&police.text));
    let police_href = digits.map(|digits| format!("{POLICE}{digits}"));
    let lines = [
        said.sponsor.as_ref().map(|one| line("gov-sponsor", scope.text(one), None)),
        said.operator.as_ref().map(|one| line("gov-operator", scope.text(one), None)),
        said.phone.as_ref().map(|one| line("gov-phone", number(one), None)),
        said.site_code.as_ref().map(|one| line("gov-site-code", number(one), None)),
        said.icp.as_ref().map(|one| line("gov-icp", number(one), Some(ICP.to_owned()))),
        police.map(|one| line("gov-police", number(one), police_href)),
    ];
    lines.into_iter().flatten().collect()
}

/// The names in the head of a page: of the site, of the column that it is or is in, and of the
/// article that it is.
pub(super) fn meta(scope: &Scope<'_>, page: &PagePlan, about: &About<'_>) -> Vec<MetaView> {
    let settings = &scope.site.model.site;
    let Some(said) = &settings.government else { return Vec::new() };
    let site = scope.plain(&settings.title);
    let mut meta = Vec::new();
    let mut put = |name, content: Option<String>| {
        meta.extend(content.map(|content| MetaView { name, content }));
    };
    put("SiteName", Some(site.to_owned()));
    put("SiteDomain", settings.base_url.as_deref().and_then(host).map(str::to_owned));
    put("SiteIDCode", said.site_code.as_ref().map(|code| code.text.to_string()));
    if page.id.kind.role != Role::Usual {
        return meta;
    }
    let (column, article) = match page.id.of {
        Of::Record(_) | Of::Text(_) => {
            (page.id.parent(scope.site.model, scope.site.index), Some(&about.title.text))
        }
        _ => (Some(page.id), None),
    };
    if let Some(column) = column.filter(|column| column.kind.role == Role::Usual) {
        let name = title(scope, column).text;
        let own = article.is_none().then_some(&about.description);
        let description = own.filter(|text| !text.is_empty()).map_or(&*name, |text| text);
        put("ColumnName", Some(name.to_string()));
        put("ColumnDescription", Some(description.to_owned()));
        put("ColumnKeywords", Some(format!("{name},{site}")));
        put("ColumnType", Some(scope.t(column_type(scope, said, column), &[])));
    }
    if let Some(article) = article {
        let source = said.sponsor.as_ref().or(settings.publisher.as_ref());
        put("ArticleTitle", Some(article.to_string()));
        put("PubDate", Some(published(scope, page).to_string()));
        put("ContentSource", source.map(|source| scope.plain(source).to_owned()));
        put("Keywords", Some(format!("{article},{site}")));
        put("Description", Some(&about.description).filter(|text| !text.is_empty()).cloned());
        put("Url", absolute(scope, &page.path));
    }
    meta
}

/// The name of a host in an address.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    rest.split(['/', ':']).next()
}

/// The interface string that says what kind of column a page is.
fn column_type(scope: &Scope<'_>, said: &Government, column: PageId) -> &'static str {
    let section = match column.of {
        Of::Section(number) => scope.site.index.sections.get(number),
        _ => None,
    };
    let is_news = section.is_some_and(|name| said.news.iter().any(|news| *news.text == **name));
    match column.kind.name {
        _ if is_news => "gov-column-news",
        "documents" => "gov-column-policy",
        _ => "gov-column-open",
    }
}

/// The day that a written page says of itself, the last one of a longer time; of all else, the day that
/// the site speaks of. The names ask for minutes too, which nothing in the ledger has.
fn published(scope: &Scope<'_>, page: &PagePlan) -> Date {
    let model = scope.site.model;
    let text = match page.id.of {
        Of::Text(number) => Some(model.pages[number].texts.get_or_fallback(scope.lang).1),
        _ => None,
    };
    let date = text.and_then(|text| text.updated.max(text.date));
    date.map_or(model.site.as_of, Period::last_day)
}
