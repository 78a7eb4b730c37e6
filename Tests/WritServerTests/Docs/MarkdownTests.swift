// What descriptions become: CommonMark where authors use it, and never anything of theirs that a browser runs or loads.

import Testing

@testable import WritServer

@Suite struct `Descriptions as HTML` {
    /// A description and its HTML, blank lines left out.
    static let cases: [(String, String)] = [
        ("plain", "<p>plain</p>"),
        ("two\nlines", "<p>two\nlines</p>"),
        ("two\n\nparagraphs", "<p>two</p>\n<p>paragraphs</p>"),
        ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>"),
        ("# One\n## Two ##\nSix\n===\nSeven\n---", "<h3>One</h3>\n<h4>Two</h4>\n<h3>Six</h3>\n<h4>Seven</h4>"),
        (
            "*a* _b_ **c** __d__ ***e*** ~~f~~",
            "<p><em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <em><strong>e</strong></em> <del>f</del></p>"
        ),
        ("snake_case_name 2 * 3 * 4 ~a~", "<p>snake_case_name 2 * 3 * 4 ~a~</p>"),
        ("**a *b* c** *", "<p><strong>a <em>b</em> c</strong> *</p>"),
        (#"\*a\* \q \\"#, #"<p>*a* \q \</p>"#),
        ("`a < b` ``c ` d`` `open", "<p><code>a &lt; b</code> <code>c ` d</code> `open</p>"),
        (
            "```swift\nlet a = \"<b>\"\n\n# no\n```\nafter",
            "<pre><code>let a = &quot;&lt;b&gt;&quot;\n\n# no\n</code></pre>\n<p>after</p>"
        ),
        ("    code\n      more\n\ntext", "<pre><code>code\n  more\n</code></pre>\n<p>text</p>"),
        ("- a\n- b\n  - c\n", "<ul>\n<li>a\n</li>\n<li>b\n<ul>\n<li>c\n</li>\n</ul>\n</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a\n</li>\n<li>b\n</li>\n</ol>"),
        ("7) a", "<ol start=\"7\">\n<li>a\n</li>\n</ol>"),
        ("* a\n\n* b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
        ("> a\nb\n> - c", "<blockquote>\n<p>a\nb</p>\n<ul>\n<li>c\n</li>\n</ul>\n</blockquote>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        (
            "| a | b |\n|---|--:|\n| 1 \\| 2 | `x` |\n| 3 |",
            "<table>\n<thead><tr><th>a</th><th style=\"text-align:right\">b</th></tr></thead>\n<tbody>\n<tr><td>1 | 2</td>"
                + "<td style=\"text-align:right\"><code>x</code></td></tr>\n<tr><td>3</td><td style=\"text-align:right\"></td></tr>\n"
                + "</tbody>\n</table>"
        ),
        ("[a](https://x.org/(b) \"t\") [c](/d)", "<p>\(link("https://x.org/(b)", "a")) \(link("/d", "c"))</p>"),
        ("[*a* `]`](x)", "<p>\(link("x", "<em>a</em> <code>]</code>"))</p>"),
        (
            "[a][R] [r] [none]\n\n[R]: <https://r.org> 'title'",
            "<p>\(link("https://r.org", "a")) \(link("https://r.org", "r")) [none]</p>"
        ),
        (
            "<https://a.org/?b&c> <me@a.org>",
            "<p>\(link("https://a.org/?b&amp;c", "https://a.org/?b&amp;c")) \(link("mailto:me@a.org", "me@a.org"))</p>"
        ),
        (
            "see https://a.org/b. (https://c.org)",
            "<p>see \(link("https://a.org/b", "https://a.org/b")). (\(link("https://c.org", "https://c.org")))</p>"
        ),
        ("a &copy; &#169; &#xA9; & b &; &nosuch", "<p>a &copy; &#169; &#xA9; &amp; b &amp;; &amp;nosuch</p>"),
        ("a<br/>b <b>c</b> H<sub>2</sub>O <p>d</p> <!-- e -->f", "<p>a<br>b <b>c</b> H<sub>2</sub>O d f</p>"),
        ("<b>open <i>tags", "<p><b>open <i>tags</i></b></p>"),
        ("</b></main></div>", "<p>&lt;/main&gt;</p>"),
        ("", ""),
    ]

    private static func link(_ address: String, _ text: String) -> String {
        "<a href=\"\(address)\" rel=\"noopener noreferrer nofollow\">\(text)</a>"
    }

    @Test(arguments: cases)
    func `each construct has its HTML`(text: String, html: String) {
        #expect(
            Markdown.html(text).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n") == html
                + (html.isEmpty ? "" : "\n"))
    }

    @Test func `lines may end in any way`() {
        #expect(Markdown.html("a\r\nb\rc") == "<p>a\nb\nc</p>\n")
    }

    static let attacks = [
        "<script>alert(1)</script>", "<ScRiPt src=//x>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
        "<iframe src=x>",
        "<b onclick=alert(1)>x</b>", "<a href=javascript:alert(1)>x</a>", "<style>*{display:none}</style>",
        "<form action=/x><input>",
        "<object data=x>", "<base href=//x>", "<link rel=stylesheet href=//x>", "<meta http-equiv=refresh content=0>",
        "<p style=x>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\nscript:alert(1))", "[x](data:text/html,x)",
        "[x](vbscript:x)",
        "[x](<javascript:alert(1)>)", "[x](&#106;avascript:alert(1))", "[x][y]\n\n[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![x](https://outside.example/x.png)", "[![x](https://outside.example/x.png)](javascript:alert(1))",
        "[x](https://a\" onmouseover=\"alert(1))", "[x](https://a'onclick='alert(1))", "https://a\"onclick=\"alert(1)",
        "| <img src=x> |\n|---|\n| <script> |", "- <script>\n> <script>\n# <script>", "`<script>` ```\n<script>",
        "&lt;script&gt;",
        "```\"><script>\n<script>\n```", "<<script>script>", "<br onload=alert(1)>", "<b/onclick=x>", "\u{0}<\u{0}script>",
    ]

    @Test(arguments: attacks)
    func `what an author writes can't become a script, a load or a foreign tag`(attack: String) {
        let allowed =
            /<\/?(?:p|h[1-6]|pre|code|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|em|strong|del|b|i|br|hr|div)>|<span class="image">|<\/span>|<a href="[^"<>\s]*" rel="noopener noreferrer nofollow">|<\/a>|<ol start="\d+">/
        for html in [Markdown.html(attack), Markdown.htmlLine(attack)] {
            let rest = html.replacing(allowed, with: "")
            #expect(!rest.contains("<") && !rest.contains(">"), "\(rest)")
            for match in html.matches(of: /href="([^"]*)"/) {
                let scheme = match.1.prefix { $0 != ":" && $0 != "/" }.lowercased()
                #expect(
                    !match.1.contains(":") || ["https", "mailto"].contains(scheme) || match.1.hasPrefix("&amp;"), "\(match.1)")
            }
        }
    }

    @Test(arguments: [
        "*a ", "*", "_a*", "[", "[a](", "![", "`", "`a``", "> ", "- ", "- a\n", "<", "<!--", "<b>", "[a][", "https://a(",
        "|a|b|\n|-|-|\n",
        "a**b_c*", "&", "\\", "~~a", "1. ", "#", "```\n", "\t", "    - a\n", "](", "[a]: b\n", "\n> - ",
    ])
    func `neither output nor nesting grows faster than the text`(part: String) {
        let (small, large) = (
            Markdown.html(String(repeating: part, count: 500)), Markdown.html(String(repeating: part, count: 4_000))
        )
        #expect(large.utf8.count <= 9 * small.utf8.count + 1_000)
        #expect(large.utf8.count <= 40 * part.utf8.count * 4_000 + 1_000)
    }

    @Test func `a line of HTML has no line breaks, so that readers of Markdown leave it as it is`() {
        let line = Markdown.htmlLine("a\n\nb\n\n```\nc\n\nd\n```")
        #expect(!line.contains("\n"))
        #expect(line.hasPrefix("<div>") && line.contains("c&#10;&#10;d"))
    }
}
