// Forms: what pairs, brackets and repeated names become.

import Testing

@testable import WritWire

@Suite struct `Forms` {
    static let shape: StaticString = #"""
        {name:s,age:n,old:nz,flag:b,any:*,tags:[s],either:sn,one:s[s],meta:{*:s},home:@1,pets:[@1],json:j,cut:c[s],flat:c{a:n,b:s},a\:b:s,pair:(n,b)[s],spot:c(n,s)[b],docs:j[j]}
        {street:s,number:n,home:@1,tags:[n]}
        """#

    static let read: [(String, String)] = [
        ("", "{}"), ("&&", "{}"), ("name=a+b%20c", #"{"name":"a b c"}"#), ("name", #"{"name":""}"#), ("name=", #"{"name":""}"#),
        ("name=a%3Db=c", #"{"name":"a=b=c"}"#), ("n%61me=x", #"{"name":"x"}"#), ("a%3Ab=1", #"{"a:b":"1"}"#),
        ("name=%22%5C%0A", #"{"name":"\"\\\n"}"#),
        // Texts become what their place takes, and stay texts where they can't.
        ("age=5&name=5", #"{"age":5,"name":"5"}"#), ("age=-1.5e3", #"{"age":-1.5e3}"#), ("age=05", #"{"age":"05"}"#),
        ("age=%2B5", #"{"age":"+5"}"#), ("age=", #"{"age":""}"#), ("old=", #"{"old":null}"#), ("old=null", #"{"old":null}"#),
        ("flag=true", #"{"flag":true}"#), ("flag=TRUE", #"{"flag":"TRUE"}"#), ("either=7", #"{"either":7}"#),
        ("either=x", #"{"either":"x"}"#), ("any=7", #"{"any":"7"}"#), ("unknown=7", #"{"unknown":"7"}"#),
        // Lists.
        ("tags=a", #"{"tags":["a"]}"#), ("tags=a&tags=b", #"{"tags":["a","b"]}"#), ("tags[]=a&tags[]=b", #"{"tags":["a","b"]}"#),
        ("tags[1]=b&tags[0]=a&tags[10]=c&tags[2]=d", #"{"tags":["a","b","d","c"]}"#), ("tags=", #"{"tags":[]}"#),
        ("tags[]=", #"{"tags":[""]}"#), ("tags%5B%5D=a", #"{"tags":["a"]}"#),
        ("tags=a&tags[]=b&tags[7]=c", #"{"tags":["a","b","c"]}"#),
        ("tags[999999999999999999999999]=z&tags[1000000000]=y", #"{"tags":["y","z"]}"#), ("tags[x]=a", #"{"tags":{"x":"a"}}"#),
        ("one=a", #"{"one":"a"}"#), ("one[]=a", #"{"one":["a"]}"#), ("name=a&name=b", #"{"name":["a","b"]}"#),
        ("cut=a,b%2Cc,", #"{"cut":["a","b,c",""]}"#), ("cut=", #"{"cut":[]}"#),
        // Objects.
        ("meta[a]=1&meta[b+c]=2", #"{"meta":{"a":"1","b c":"2"}}"#), ("meta=", #"{"meta":{}}"#), ("meta=x", #"{"meta":"x"}"#),
        ("home[street]=x&home[number]=5&home[home][number]=6", #"{"home":{"street":"x","number":5,"home":{"number":6}}}"#),
        ("home[tags][]=1&home[tags][]=2", #"{"home":{"tags":[1,2]}}"#), ("flat=a,1,b,2", #"{"flat":{"a":1,"b":"2"}}"#),
        ("pets[0][number]=1&pets[1][number]=2&pets[0][street]=s", #"{"pets":[{"number":1,"street":"s"},{"number":2}]}"#),
        ("pets[][number]=1&pets[][street]=s&pets[][number]=2", #"{"pets":[{"number":1,"street":"s"},{"number":2}]}"#),
        ("pets[][tags][]=1&pets[][tags][]=2&pets[][number]=3", #"{"pets":[{"tags":[1,2],"number":3}]}"#),
        ("any[a][]=1&any[b][c]=", #"{"any":{"a":["1"],"b":{"c":""}}}"#), ("any[]=1", #"{"any":["1"]}"#),
        ("json={\"a\":[1]}", #"{"json":{"a":[1]}}"#), ("json=+1+", #"{"json":1}"#),
        // Lists whose first items have places of their own, and lists of JSON.
        ("pair=1&pair=true&pair=1", #"{"pair":[1,true,"1"]}"#), ("pair[1]=true&pair[0]=2", #"{"pair":[2,true]}"#),
        ("pair=x", #"{"pair":["x"]}"#), ("spot=1,1,true", #"{"spot":[1,"1",true]}"#), ("spot=a", #"{"spot":["a"]}"#),
        ("docs={}", #"{"docs":[{}]}"#), ("docs=1&docs={}", #"{"docs":[1,{}]}"#), ("docs=+[1,{}]", #"{"docs":[1,{}]}"#),
        ("docs=%5B1%5D&docs=2", #"{"docs":[[1],2]}"#),
        // Not one of these is lost.
        ("home=x&home[number]=5", #"{"home":["x","5"]}"#),
        // Brackets that don't match are part of a name.
        ("a[b=1", #"{"a[b":"1"}"#), ("a]=1", #"{"a]":"1"}"#), ("[a]=1", #"{"[a]":"1"}"#), ("a[b]c=1", #"{"a[b]c":"1"}"#),
        ("a[[b]]=1", #"{"a[[b]]":"1"}"#), ("a[b[c]]=1", #"{"a[b[c]]":"1"}"#),
    ]

    @Test(arguments: read.indices)
    func `become JSON of their shape`(index: Int) {
        let (form, json) = Self.read[index]
        #expect(formJSON(form, Self.shape) == json, "\(form)")
    }

    @Test(
        arguments: [
            ("name=%4", "name: has a percent sign without two hexadecimal digits behind it"),
            ("home[street]=%zz", "home[street]: has a percent sign without two hexadecimal digits behind it"),
            ("n%4=1", "n%4: has a percent sign without two hexadecimal digits behind it"),
            ("pets[7][street]=%FF", "pets[0][street]: must be text in UTF-8"), ("%FF=1", "\u{FFFD}: must be text in UTF-8"),
            ("json={", "json: must be JSON"), ("json=1,\"name\":2", "json: must be JSON"), ("json=", "json: must be JSON"),
            ("docs=x", "docs: must be JSON"), ("docs=[1", "docs: must be JSON"),
            ("docs=%5", "%5: has a percent sign without two hexadecimal digits behind it"),
            ("a\(String(repeating: "[b]", count: 33))=1", ": is nested too deep"),
        ])
    func `that are malformed are none`(form: String, message: String) {
        #expect(formJSON(form, Self.shape) == message)
    }

    @Test func `have limits`() {
        let limits = PairLimits(partsMax: 7, depthMax: 2)
        #expect(formJSON("a=1&b=1&c=1", "{}", limits: limits) == #"{"a":"1","b":"1","c":"1"}"#)
        #expect(formJSON("a=1&b=1&c=1&d=1", "{}", limits: limits) == ": has more parts than are taken")
        #expect(formJSON("a[b][c]=1", "{}", limits: limits) == #"{"a":{"b":{"c":"1"}}}"#)
        #expect(formJSON("a[b][c][]=1", "{}", limits: limits) == ": is nested too deep")
        let deep = "a\(String(repeating: "[b]", count: 32))=1"
        #expect(formJSON(deep, "{}").hasPrefix(#"{"a":{"b":"#))
    }

    @Test func `that are hostile cost linear time and bounded memory`() {
        let pairs = (0..<100_000).map { "k\($0)=v" }.joined(separator: "&")
        #expect(formJSON(pairs, "{}") == ": has more parts than are taken")
        let repeated = String(repeating: "tags[]=a&", count: 100_000)
        #expect(formJSON(repeated, Self.shape) == ": has more parts than are taken")
        let indices = (0..<9_000).map { "tags[\($0)000000000000000000]=v" }.joined(separator: "&")
        #expect(formJSON(indices, Self.shape).utf8.count > 9_000 * 4)
        #expect(formJSON("a" + String(repeating: "[", count: 500_000) + "=1", "{}").utf8.count > 500_000)
        #expect(formJSON("a" + String(repeating: "[]", count: 300_000) + "=1", "{}") == ": is nested too deep")
        #expect(formJSON(String(repeating: "%", count: 500_000), "{}").hasSuffix("behind it"))
        #expect(formJSON(String(repeating: "&", count: 500_000), "{}") == "{}")
        #expect(formJSON("cut=" + String(repeating: ",", count: 100_000), Self.shape).utf8.count > 300_000)
    }

    @Test func `of any bytes never trap`() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("abz[]%=&+,|;.019\"{}\\".utf8) + [0, 0xFF, 0xC3]
        let names = ["tags", "home", "pets", "json", "flat", "cut", "meta"].map { Array($0.utf8) }
        for _ in 0..<3_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<30, using: &random) {
                if Bool.random(using: &random) { bytes += names.randomElement(using: &random) ?? [] }
                bytes += (0..<3).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            }
            // The array lends its bytes for the closure.
            let text = unsafe bytes.withUnsafeBytes { unsafe formJSON($0, Self.shape) }
            #expect(text != "no JSON", "\(bytes)")
        }
    }
}
