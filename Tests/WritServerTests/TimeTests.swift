// The present moment, and identifiers in its order.

import Synchronization
import Testing
import WritServer
import WritTesting

@Suite struct `The present moment` {
    @Test func `goes on by itself, and stands in tests`() async throws {
        let first = DateTime.now
        #expect(first.year >= 2026 && DateTime.now >= first && first.offsetMinutes == 0)
        let time = TestTime("2026-03-14T23:30:00.5Z")
        await time.run {
            #expect(DateTime.now.description == "2026-03-14T23:30:00.5Z")
            #expect(CalendarDate.today.description == "2026-03-14" && CalendarDate.today(offsetMinutes: 60).day == 15)
            time.advance(by: .seconds(1800))
            #expect(CalendarDate.today.day == 15 && time.now == .now)
            let answer = await TestClient(SampleAPI { _ in "\(DateTime.now)" }).get("/api/run")
            #expect(answer.text == "2026-03-15T00:00:00.5Z" && answer["Date"] == "Sun, 15 Mar 2026 00:00:00 GMT")
        }
        #expect(DateTime.now > first)
    }

    @Test func `is moved on for all who sleep, in their order`() async throws {
        let (time, notes) = (TestTime("2026-03-14T00:00:00Z"), Notes())
        await time.run {
            let client = TestClient(
                SampleAPI { context in
                    let seconds = Int(context.query ?? "") ?? 0
                    try await context.sleep(for: .seconds(seconds))
                    notes.add("\(seconds)")
                    return "\(DateTime.now.hour):\(DateTime.now.minute)"
                })
            #expect(await client.get("/api/run?0").text == "0:0", "no pause at all")
            async let long = client.get("/api/run?600")
            async let short = client.get("/api/run?60")
            await time.untilSleeping(2)
            time.advance(by: .seconds(59))
            time.advance(by: .seconds(1))
            #expect(await short.text == "0:1" && notes.all == ["0", "60"])
            time.advance(by: .seconds(3600))
            #expect(await long.text == "1:1" && notes.all == ["0", "60", "600"])
        }
    }

    @Test func `doesn't hold whom nobody waits for any more`() async {
        let time = TestTime("2026-03-14T00:00:00Z")
        await time.run {
            let api = SampleAPI { context in
                try await context.sleep(for: .seconds(60))
                return ""
            }
            await withTaskGroup { group in
                group.addTask { _ = await TestClient(api).get("/api/run") }
                await time.untilSleeping()
                group.cancelAll()
            }
        }
    }

    @Test func `orders identifiers, also where many are made at once, and where the clock goes back`() async throws {
        let ids = (0..<10_000).map { _ in UniqueID.timeOrdered() }
        #expect(ids == ids.sorted() && Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.version == 7 })
        let time = TestTime("2026-03-14T00:00:00.123Z")
        await time.run {
            let first = UniqueID.timeOrdered()
            #expect(first.time == time.now)
            time.advance(by: .seconds(-60))
            let second = UniqueID.timeOrdered()
            #expect(second > first)
            time.advance(by: .seconds(61))
            #expect(UniqueID.timeOrdered() > second && UniqueID.timeOrdered().time == time.now)
        }
        // Several threads.
        let all = await withTaskGroup(of: [UniqueID].self) { group in
            for _ in 0..<4 { group.addTask { (0..<1000).map { _ in UniqueID.timeOrdered() } } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(all).count == 4000)
    }
}

@Suite struct `Operators of moments` {
    @Test func `move and compare them`() throws {
        let start = try #require(DateTime("2026-02-28T23:59:59.75+01:00"))
        var moved = start
        moved += .seconds(60)
        moved -= .seconds(61)
        #expect(start - moved == .seconds(1) && moved + .seconds(1) == start && start - .seconds(1) == moved)
        #expect((start - Duration(attoseconds: .min)).year == 9999 && (start + Duration(attoseconds: .min)).year == 0)
    }
}
