// What of a URL is not printed.

import Testing
import WritSpec

@Suite struct CredentialTests {
    @Test(arguments: [
        ("https://ann:word@a.example/x", "https://********@a.example/x"),
        ("see http://ann@b, and c@d", "see http://***@b, and c@d"),
        ("http://a.example/?id=1&api_key=abc&x=2", "http://a.example/?id=1&api_key=***&x=2"),
        ("http://a/x?X-Signature=abc#d", "http://a/x?X-Signature=***#d"),
        ("'http://a@b@c/' 'http://d:e@f'", "'http://***@c/' 'http://***@f'"),
        (#"http:\/\/ann:w@a"#, #"http:\/\/*****@a"#), ("/paths/http:~1~1ann:w@a~1b", "/paths/http:~1~1*****@a~1b"),
        ("a: b@c", "a: b@c"), ("x=1; key=2", "x=1; key=2"), ("http://a.example/b@c", "http://a.example/b@c"), ("://@", "://@"),
        ("", ""),
    ]) func `users, passwords and tokens are starred`(text: String, masked: String) {
        #expect(Credentials.masked(text) == masked)
    }

    @Test func `no diagnostic shows them, cut or whole, in the message or in the line`() {
        let url = "https://ann:\(String(repeating: "secret", count: 20))@a.example/x?token=hidden"
        let text = "a: 1\n'\(url)': 2\n'\(url)': 3\n"
        let (_, found) = read(text)
        let rendered = DiagnosticRenderer().text(found)
        #expect(rendered.contains("duplicate-key") && !rendered.contains("secret") && !rendered.contains("hidden"), "\(rendered)")
        let flow = "{ \(String(repeating: "a", count: 300)): '\(url)', b: *nope }\n"
        let cut = DiagnosticRenderer().text(read(flow).1)
        #expect(cut.contains("undefined-alias") && !cut.contains("secret"), "\(cut)")
    }
}
