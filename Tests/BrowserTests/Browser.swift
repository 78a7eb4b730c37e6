// A headless Chromium without a network, driven through WebDriver.

import Foundation
import WritLoopback
import WritPrograms

final class Browser {
    private let driver: ChildProcess
    private let session: String

    /// - Parameter isDark: whether the system asks pages for dark colours.
    init(chromium: String, chromedriver: String, isDark: Bool = false) async throws {
        let (driver, port) = try Self.start(chromedriver)
        self.driver = driver
        let root = "http://127.0.0.1:\(port)/session"
        let value = try await Self.command("POST", root, Self.capabilities(chromium: chromium, isDark: isDark))
        guard let id = (value as? [String: Any])?["sessionId"] as? String else {
            throw BrowserFailure(description: "chromedriver opened no session")
        }
        session = root + "/" + id
    }

    /// Starts the driver on a port that it chooses: it asks for the same one by IPv4 and IPv6, and ends where another test has
    /// one of the two.
    private static func start(_ chromedriver: String) throws -> (ChildProcess, port: Substring) {
        for _ in 0..<5 {
            let driver = try ChildProcess(chromedriver, ["--port=0"], linesAreRead: true)
            while let line = driver.nextLine() {
                if let port = line.firstMatch(of: /started successfully on port (\d+)/)?.1 { return (driver, port) }
            }
            driver.stop()
        }
        throw BrowserFailure(description: "chromedriver did not start")
    }

    func open(_ url: String) async throws {
        try await Self.command("POST", session + "/url", ["url": url])
    }

    /// Waits in the page until `expression` is neither false nor null nor empty, and answers it.
    @discardableResult
    func wait(for expression: String) async throws -> Any {
        let script = """
            const done = arguments[arguments.length - 1];
            (function look() {
              let value;
              try { value = (\(expression)); } catch { value = undefined; }
              if (value) { done(value); } else { setTimeout(look, 20); }
            })();
            """
        do {
            return try await Self.command("POST", session + "/execute/async", ["script": script, "args": [String]()])
        } catch let failure as BrowserFailure {
            throw BrowserFailure(description: "waiting for \(expression): \(failure)")
        }
    }

    /// Clicks the element that `expression` finds, as soon as it is there.
    func click(_ expression: String) async throws {
        try await wait(for: "(() => { const found = \(expression); found.click(); return true; })()")
    }

    /// Types into the field that `expression` finds, as a page notices that is told of input by events.
    func type(_ text: String, into expression: String) async throws {
        let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        try await wait(
            for: """
                (() => {
                  const field = \(expression);
                  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set;
                  set.call(field, \(quoted));
                  for (const name of ["input", "keyup", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
                  return true;
                })()
                """)
    }

    /// Has the page believe that it is on a phone.
    func bePhone() async throws {
        let screen: [String: Any] = ["width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true]
        try await Self.command(
            "POST", session + "/goog/cdp/execute", ["cmd": "Emulation.setDeviceMetricsOverride", "params": screen])
    }

    /// What the window shows, as a PNG in the folder that WRIT_SCREENSHOTS names, for a person to look at; nothing without it.
    func takePicture(_ name: String) async throws {
        guard let folder = ProcessInfo.processInfo.environment["WRIT_SCREENSHOTS"] else { return }
        let answer = try await Self.command("GET", session + "/screenshot")
        guard let text = answer as? String, let image = Data(base64Encoded: text) else {
            throw BrowserFailure(description: "chromedriver took no picture")
        }
        try image.write(to: URL(fileURLWithPath: "\(folder)/\(name).png"))
    }

    /// Every URL that the browser asked for, pages' own data left out.
    func requestedURLs() async throws -> [String] {
        try await log("performance").compactMap { line in
            let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let message = entry?["message"] as? [String: Any]
            guard message?["method"] as? String == "Network.requestWillBeSent" else { return nil }
            let parameters = message?["params"] as? [String: Any]
            return (parameters?["request"] as? [String: Any])?["url"] as? String
        }.filter { !$0.hasPrefix("data:") && !$0.hasPrefix("blob:") }
    }

    /// What the console says: errors of scripts, refused requests, breaches of the page's policy.
    func consoleMessages() async throws -> [String] {
        try await log("browser")
    }

    func close() async {
        _ = try? await Self.command("DELETE", session)
        driver.stop()
    }

    private func log(_ kind: String) async throws -> [String] {
        let value = try await Self.command("POST", session + "/se/log", ["type": kind])
        return (value as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
    }

    @discardableResult
    private static func command(_ method: String, _ url: String, _ body: [String: Any]? = nil) async throws -> Any {
        let answer = try await LoopbackHTTP.ask(method, url, json: body)
        let value = (try JSONSerialization.jsonObject(with: answer.body) as? [String: Any])?["value"]
        if answer.status == 200, let value { return value }
        let reason = (value as? [String: Any])?["message"] as? String
        throw BrowserFailure(description: reason ?? "chromedriver answered \(answer.status)")
    }

    private static func capabilities(chromium: String, isDark: Bool) -> [String: Any] {
        let arguments = [
            "--headless=new",
            // Chromium's own sandbox needs rights that containers and root don't have; it opens our own pages only.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            // The network to outside is cut: no name and no address but this one leads anywhere.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--disable-background-networking",
            "--window-size=1300,1000",
            "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)",
        ]
        let options: [String: Any] = ["binary": chromium, "args": arguments]
        let wanted: [String: Any] = [
            "goog:chromeOptions": options,
            "goog:loggingPrefs": ["performance": "ALL", "browser": "ALL"],
            "timeouts": ["script": 20_000, "pageLoad": 60_000],
        ]
        return ["capabilities": ["alwaysMatch": wanted]]
    }
}
