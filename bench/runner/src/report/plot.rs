//! Plots as SVG, by hand. They are seen on light pages and on dark ones.

use std::fmt::Write;

use crate::{
    client::{Client, Condition},
    plan::SIZES,
    results::Results,
    stats::plain,
};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 320.0;
/// Around what is drawn: left, top, right, bottom.
const MARGIN: [f64; 4] = [64.0, 44.0, 112.0, 40.0];

/// Colours for both kinds of pages; each client has a shape of its own, too.
const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#24292f}.title{font-weight:600}.grid{stroke:#d0d7de}\
    .stagecraft{stroke:#0969da;fill:#0969da}.peer{stroke:#bc4c00;fill:#bc4c00}.floor{stroke:#57606a;fill:#57606a}\
    polyline{fill:none!important;stroke-width:2}text.stagecraft,text.peer,text.floor{stroke:none}\
    @media(prefers-color-scheme:dark){text{fill:#e6edf3}.grid{stroke:#3d444d}\
    .stagecraft{stroke:#58a6ff;fill:#58a6ff}.peer{stroke:#f0883e;fill:#f0883e}.floor{stroke:#9198a1;fill:#9198a1}}";

/// All plots, with the names of their files.
pub(crate) fn all(results: &Results) -> Vec<(String, String)> {
    let first_rows = Condition::ALL.map(|condition| {
        let lines = Client::ALL.map(|client| {
            let points = SIZES.iter().filter_map(|size| {
                results.median(client, condition, *size, |it| it.first).map(|time| (f64::from(*size), time))
            });
            (client, points.collect::<Vec<_>>())
        });
        let title =
            format!("First row, {}: milliseconds by values (median, both logarithmic)", condition.name());
        (format!("first-row-{}.svg", condition.name()), chart(&title, &lines))
    });
    #[expect(clippy::cast_precision_loss, reason = "sizes of files are exact")]
    let weights: Vec<_> = Client::ALL
        .into_iter()
        .filter_map(|client| {
            let weight = results.cell(client, Condition::Plain, 100)?.samples.last()?.weight;
            Some((client, [weight.raw, weight.gzip, weight.brotli].map(|bytes| bytes as f64)))
        })
        .collect();
    first_rows.into_iter().chain([("bytes.svg".to_owned(), bars(&weights))]).collect()
}

/// Lines over two logarithmic axes.
fn chart(title: &str, lines: &[(Client, Vec<(f64, f64)>)]) -> String {
    let points = || lines.iter().flat_map(|(_, points)| points.iter().copied());
    let (low, high) = decades(points().map(|(_, y)| y));
    let [left, top, right, bottom] = MARGIN;
    let (least, most) = (f64::from(SIZES[0]).log10(), f64::from(SIZES[SIZES.len() - 1]).log10());
    let across = |x: f64| left + (WIDTH - left - right) * (x.log10() - least) / (most - least);
    let up = |y: f64| HEIGHT - bottom - (HEIGHT - top - bottom) * (y.log10() - low) / (high - low);
    let mut body = String::new();
    let mut exponent = low;
    while exponent <= high {
        let (value, y) = (10f64.powf(exponent), up(10f64.powf(exponent)));
        put(
            &mut body,
            format_args!(
                "<line class=\"grid\" x1=\"{left}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>",
                WIDTH - right
            ),
        );
        put(
            &mut body,
            format_args!(
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                left - 8.0,
                y + 4.0,
                plain(value)
            ),
        );
        exponent += 1.0;
    }
    for size in SIZES.map(f64::from) {
        put(
            &mut body,
            format_args!(
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                across(size),
                HEIGHT - 14.0,
                plain(size)
            ),
        );
    }
    let mut taken: Vec<f64> = Vec::new();
    for (client, points) in lines {
        let name = client.name();
        let places: Vec<_> = points.iter().map(|(x, y)| (across(*x), up(*y))).collect();
        let path: Vec<_> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        put(&mut body, format_args!("<polyline class=\"{name}\" points=\"{}\"/>", path.join(" ")));
        for place in &places {
            put(&mut body, format_args!("{}", mark(*client, *place)));
        }
        if let Some((x, y)) = places.last() {
            // Names that would lie upon each other move apart.
            let mut y = *y + 4.0;
            while taken.iter().any(|other| (other - y).abs() < 15.0) {
                y += 3.0;
            }
            taken.push(y);
            put(
                &mut body,
                format_args!(
                    "<text class=\"{name}\" x=\"{:.1}\" y=\"{y:.1}\">{}</text>",
                    x + 10.0,
                    client.title()
                ),
            );
        }
    }
    svg(title, &body, HEIGHT)
}

/// A shape for each client, so that they are told apart without colours.
fn mark(client: Client, (x, y): (f64, f64)) -> String {
    let name = client.name();
    match client {
        Client::Stagecraft => format!("<circle class=\"{name}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"),
        Client::Peer => format!(
            "<rect class=\"{name}\" x=\"{:.1}\" y=\"{:.1}\" width=\"8\" height=\"8\"/>",
            x - 4.0,
            y - 4.0
        ),
        Client::Floor => {
            format!("<path class=\"{name}\" d=\"M{x:.1} {:.1}l5 9h-10z\"/>", y - 5.0)
        }
    }
}

/// Bars of what is fetched, as it is and compressed.
fn bars(weights: &[(Client, [f64; 3])]) -> String {
    let most = weights.iter().flat_map(|(_, bytes)| *bytes).fold(1.0, f64::max);
    let (left, room) = (130.0, WIDTH - 130.0 - 96.0);
    let mut body = String::new();
    let mut y = MARGIN[1];
    for (client, bytes) in weights {
        put(&mut body, format_args!("<text x=\"8\" y=\"{:.1}\">{}</text>", y + 34.0, client.title()));
        for (kind, bytes) in ["raw", "gzip", "brotli"].into_iter().zip(bytes) {
            let width = room * bytes / most;
            let name = client.name();
            put(
                &mut body,
                format_args!(
                    "<rect class=\"{name}\" x=\"{left}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"14\"/>"
                ),
            );
            let label = format!("{} KB {kind}", plain(bytes / 1000.0));
            put(
                &mut body,
                format_args!("<text x=\"{:.1}\" y=\"{:.1}\">{label}</text>", left + width + 8.0, y + 12.0),
            );
            y += 20.0;
        }
        y += 16.0;
    }
    svg("First load, 100 values", &body, y)
}

fn put(body: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(body, "{line}").expect("memory");
}

fn svg(title: &str, body: &str, height: f64) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\" width=\"{WIDTH}\" height=\"{height:.0}\" role=\"img\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n\
         <text class=\"title\" x=\"8\" y=\"22\">{title}</text>\n{body}</svg>\n"
    )
}

/// The powers of ten around the values.
fn decades(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let logs: Vec<f64> = values.filter(|value| *value > 0.0).map(f64::log10).collect();
    let low = logs.iter().copied().fold(f64::INFINITY, f64::min).floor();
    let high = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max).ceil();
    if logs.is_empty() { (0.0, 1.0) } else { (low, high.max(low + 1.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::{Cell, Sample};

    fn results() -> Results {
        let cells = SIZES.into_iter().flat_map(|size| {
            Client::ALL.map(|client| {
                let first = f64::from(size) * f64::from(1 + client as u32);
                let samples = vec![Sample { first, ..Sample::default() }];
                Cell { client, condition: Condition::Plain, size, samples }
            })
        });
        Results { cells: cells.collect(), ..Results::default() }
    }

    #[test]
    fn every_client_has_a_line_with_a_point_for_each_size() {
        let plots = all(&results());
        let (name, plot) = &plots[0];
        assert_eq!(name, "first-row-plain.svg");
        for client in Client::ALL {
            let line =
                plot.lines().find(|line| line.starts_with(&format!("<polyline class=\"{}\"", client.name())));
            assert_eq!(line.unwrap().matches(',').count(), SIZES.len(), "{plot}");
        }
    }

    #[test]
    fn more_is_higher_and_within_the_picture() {
        let (_, plot) = &all(&results())[0];
        let line = plot.lines().find(|line| line.contains("polyline")).unwrap();
        let heights: Vec<f64> =
            line.split([' ', '"']).filter_map(|pair| pair.split_once(',')?.1.parse().ok()).collect();
        assert!(heights.windows(2).all(|pair| pair[0] > pair[1]), "{line}");
        assert!(heights.iter().all(|y| (0.0..HEIGHT).contains(y)), "{line}");
    }

    #[test]
    fn what_was_not_measured_draws_nothing_and_breaks_nothing() {
        for (name, plot) in all(&Results::default()) {
            assert!(plot.starts_with("<svg") && plot.ends_with("</svg>\n"), "{name}");
            assert!(!plot.contains("NaN") && !plot.contains("inf"), "{name}: {plot}");
        }
    }

    #[test]
    fn both_kinds_of_pages_have_their_colours() {
        assert!(STYLE.contains("prefers-color-scheme:dark"));
        assert!(
            Client::ALL.iter().all(|client| STYLE.matches(&format!(".{}{{", client.name())).count() >= 2)
        );
    }

    #[test]
    fn decades_surround_the_values() {
        assert_eq!(decades([77.0, 1_960.0].into_iter()), (1.0, 4.0));
        assert_eq!(decades([100.0].into_iter()), (2.0, 3.0));
    }
}
