// What the documentation shows of moments, days and identifiers.

import PetstoreExample
import WritServer
import WritTesting

struct Loan: Sendable {
    let createdAt: DateTime
    let due: CalendarDate

    func isOverdue() -> Bool {
        let loan = self
        let isOverdue = loan.due < .today(offsetMinutes: 60)
        return isOverdue
    }

    func age() -> Duration {
        let age = createdAt.duration(to: .now)
        return age
    }

    func days() -> Int {
        let age = DateTime.now - createdAt
        return Int(age / .seconds(86_400))
    }
}

func moments(after moment: DateTime) -> [DateTime] {
    let due = moment + .seconds(3600)
    let expiry = DateTime.now + .seconds(900)
    let local = moment.at(offsetMinutes: 60)
    let later = moment.advanced(by: .seconds(1800))
    return [due, expiry, local, later]
}

func parts() -> Int? {
    let moment = DateTime(year: 2026, month: 3, day: 14, hour: 9, minute: 26)
    guard let moment else { return nil }
    let hour = moment.inUTC.hour
    return hour
}

func texts(of moment: DateTime) -> [String] {
    let milliseconds = moment.text(fractionDigits: 3)  // 2026-03-14T09:26:53.500Z
    let field = moment.httpDate
    return [milliseconds, field]
}

func days(from signed: CalendarDate) -> [CalendarDate] {
    let due = CalendarDate.today.adding(days: 14)
    let renewal = signed.adding(years: 1, months: 6)
    return [due, renewal]
}

func remind(of due: CalendarDate, today: CalendarDate) {
    if today.weekday == .sunday { return }
    let daysLeft = due.days(since: today)
    print(daysLeft)
}

func hours(from opening: TimeOfDay) -> [TimeOfDay] {
    let closing = opening.adding(.seconds(8 * 3600))
    let local = opening.at(offsetMinutes: 60)
    return [closing, local]
}

func identifiers(_ id: UniqueID) -> [UniqueID?] {
    let again = UniqueID(bytes: id.bytes)
    let order = UniqueID.timeOrdered()
    return [again, order]
}

func pause(_ context: RequestContext) async throws {
    try await context.sleep(for: .seconds(15))
}

func isSlow(_ client: TestClient) async -> Bool {
    let time = TestTime("2026-03-14T09:26:53Z")
    return await time.run {
        async let answer = client.get("/pets/slow")
        await time.untilSleeping()
        time.advance(by: .seconds(30))
        let status = await answer.status
        return status == 504
    }
}
