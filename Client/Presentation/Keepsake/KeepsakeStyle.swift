/// The stylesheet of a keepsake: for wide and narrow screens, light and dark, and print.
enum KeepsakeStyle {
    static let sheet: HTML = """
        :root {
          color-scheme: light dark;
          --paper: #fbf8f2; --ink: #2a241e; --quiet: #6b6156; --line: #ddd2c1; --one: #9a3f2b; --two: #1f5f66;
          --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", "Source Serif 4", "Noto Serif", Georgia,
            "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP", "Songti SC", "Noto Naskh Arabic", serif;
          --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue",
            "Hiragino Sans", "Noto Sans CJK JP", "PingFang SC", sans-serif;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #191613; --ink: #ebe3d7; --quiet: #aca091; --line: #3d362e; --one: #eda28c; --two: #86c9cd;
          }
        }
        * { box-sizing: border-box; }
        html { background: var(--paper); color: var(--ink); font: 112.5%/1.65 var(--serif); text-size-adjust: 100%;
          font-variant-numeric: oldstyle-nums; hanging-punctuation: first; }
        body { margin: 0; overflow-wrap: anywhere; }
        header { min-height: min(92vh, 46rem); display: flex; flex-direction: column; align-items: center; justify-content: center;
          text-align: center; padding: 2rem 1.25rem; }
        header p { margin: .2rem 0; color: var(--quiet); font-style: italic; max-width: 30rem; }
        header .span { color: var(--ink); font-style: normal; letter-spacing: .04em; margin-top: .6rem; }
        .seal { width: 6.5rem; height: 6.5rem; margin-bottom: 2.2rem; }
        h1 { font-size: clamp(2.2rem, 7vw, 4rem); line-height: 1.15; font-weight: 400; margin: 0; }
        h1 .name { display: inline-block; }
        h1 .and { color: var(--quiet); font-style: italic; padding: 0 .1em; }
        path { fill: currentColor; }
        .one { color: var(--one); }
        .two { color: var(--two); }
        nav { max-width: 40rem; margin: 0 auto 4rem; padding: 0 1.25rem; }
        nav ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
        nav li { padding: .55rem 0; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 0 1rem; }
        nav li span { color: var(--quiet); min-width: 3.2rem; }
        nav .others { font-style: italic; }
        a { color: inherit; text-decoration-color: var(--line); text-decoration-thickness: 1px; text-underline-offset: .2em; }
        a:hover, a:focus-visible { text-decoration-color: currentColor; }
        main { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
        h2 { font-weight: 400; font-size: 2rem; line-height: 1.2; margin: 5rem 0 2.5rem; text-align: center; }
        h2 span { color: var(--quiet); font-style: italic; font-size: .7em; }
        h2::after { content: ""; display: block; width: 3rem; border-top: 1px solid var(--line); margin: 1.1rem auto 0; }
        .about { text-align: center; color: var(--quiet); font-style: italic; max-width: 34rem; margin: -1.2rem auto 2.5rem; }
        article { margin: 0 0 4.5rem; }
        h3 { font-weight: 400; font-size: 1.42rem; line-height: 1.35; margin: 0 auto; max-width: 36rem; text-align: center;
          text-wrap: balance; }
        article > .when { text-align: center; margin: .5rem 0 0; }
        .when { color: var(--quiet); font: .78rem/1.5 var(--sans); font-variant-numeric: normal; letter-spacing: .01em; }
        .pair { margin: 1.8rem auto 0; max-width: 36rem; display: grid; gap: 1.8rem; align-items: start; }
        @media screen and (min-width: 56rem) {
          .pair { max-width: none; grid-template-columns: 1fr 1fr; gap: 3rem; }
        }
        .voice { color: var(--ink); padding-inline-start: 1.1rem; border-inline-start: 2px solid var(--one); min-width: 0; }
        .voice.two { border-inline-start: 4px double var(--two); padding-inline-start: calc(1.1rem - 2px); }
        h4 { margin: 0 0 .5rem; font: 600 .9rem/1.5 var(--sans); display: flex; flex-wrap: wrap; align-items: baseline;
          gap: 0 .5rem; }
        .voice.one h4 { color: var(--one); }
        .voice.two h4 { color: var(--two); }
        h4 .when { font-weight: 400; }
        .half { width: .72rem; height: .72rem; align-self: center; flex: none; }
        .voice p { margin: 0 0 .8em; max-width: 36rem; }
        .voice p:last-child { margin-bottom: 0; }
        .voice .asked { color: var(--quiet); font-style: italic; font-size: .92em; }
        .after { max-width: 36rem; margin: 1.8rem auto 0; }
        .after .voice { margin-top: 1.1rem; font-size: .95em; }
        .reactions { text-align: center; margin: 0 0 .4rem; display: flex; flex-wrap: wrap; justify-content: center; gap: .2rem 1.6rem;
          font-size: 1.15rem; }
        .reactions b { font: .78rem/1.5 var(--sans); color: var(--quiet); }
        .thread > h4 { justify-content: center; margin: 2.2rem 0 -.6rem; color: var(--quiet); font-weight: 400; }
        .thread .voice h4 .when { display: none; }
        .key { display: flex; flex-wrap: wrap; justify-content: center; gap: .4rem 2rem; font: .9rem/1.5 var(--sans); margin: 0 0 1.5rem; }
        .key svg { width: 2.5rem; height: .75rem; vertical-align: middle; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16.5rem), 1fr)); gap: 2rem 2.2rem; }
        figure { margin: 0; break-inside: avoid; }
        figcaption { font: 600 .84rem/1.4 var(--sans); margin-bottom: .3rem; }
        figcaption span { display: block; font-weight: 400; color: var(--quiet); font-size: .76rem; }
        figure svg { width: 100%; height: auto; display: block; overflow: visible; }
        polyline, circle, rect { stroke: currentColor; stroke-width: 2; fill: none; stroke-linejoin: round; }
        .one circle { fill: currentColor; }
        .two rect { fill: var(--paper); }
        .two polyline { stroke-dasharray: 5 4; }
        .grid { stroke: var(--line); stroke-width: 1; }
        .tick { fill: var(--quiet); font: 10px var(--sans); }
        .checkins h3 { margin-top: 3rem; font-size: 1.2rem; }
        dl, .pledges { max-width: 36rem; margin: 1.2rem auto 4rem; padding: 0; list-style: none; }
        dt { color: var(--quiet); font: .84rem/1.5 var(--sans); margin: 1.4rem 0 .3rem; }
        dd, .pledges li { margin: 0 0 .9rem; }
        dd b, .pledges b { font: 600 .9rem/1.5 var(--sans); }
        .pledges li { padding-inline-start: 1.1rem; border-inline-start: 2px solid; margin-bottom: 1.3rem; }
        .pledges li.two { border-inline-start: 4px double; padding-inline-start: calc(1.1rem - 2px); }
        .note { display: block; color: var(--ink); }
        footer { max-width: 40rem; margin: 5rem auto 0; padding: 1.5rem 1.25rem 4rem; text-align: center; color: var(--quiet);
          font-style: italic; font-size: .9rem; border-top: 1px solid var(--line); }
        @page { size: auto; margin: 20mm 18mm 22mm; }
        @media print {
          :root { color-scheme: only light; --paper: #fff; --ink: #000; --quiet: #555; --line: #bbb; --one: #8a3524; --two: #17525a; }
          html { font-size: 10.5pt; line-height: 1.5; background: none; }
          header { min-height: 0; height: 235mm; break-after: page; padding: 0; }
          nav { display: none; }
          main, footer { max-width: none; padding-left: 0; padding-right: 0; }
          .month.year, .chapter { break-before: page; }
          .month.year h2, .chapter h2 { margin-top: 0; }
          main > .month:first-child { break-before: auto; }
          h2 { margin: 3rem 0 1.8rem; }
          h2, h3, h4, p.when, .about, .key, dt { break-after: avoid; }
          .after { break-before: avoid; }
          h2, h3, h4, dt { break-inside: avoid; }
          article { margin-bottom: 2.6rem; }
          .pair { max-width: none; grid-template-columns: 1fr 1fr; gap: 9mm; margin-top: 1.2rem; }
          .charts { grid-template-columns: repeat(3, 1fr); gap: 6mm 8mm; }
          p { orphans: 3; widows: 3; }
          dd, .pledges li, .reactions { break-inside: avoid; }
          a { text-decoration: none; }
          footer { margin-top: 2.5rem; padding-bottom: 0; break-inside: avoid; }
        }
        """
}
