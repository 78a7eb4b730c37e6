// What the documentation shows of values that are Foundation's, too.

import Foundation
import WritFoundation
import WritServer

struct Purchase {
    let id: UniqueID
    let price: DecimalNumber
    let callback: URI
    let signature: Base64
    let born: DateTime
}

func toFoundation(_ input: Purchase) throws -> [Any] {
    let (order, pet) = (input, input)
    let uuid = UUID(order.id)
    let date = Date(pet.born)
    let data = Data(input.signature)
    guard let price = Decimal(input.price) else { throw NotImplemented() }
    guard let url = URL(input.callback) else { throw NotImplemented() }
    let components = DateComponents(DateTime(Date()).date)
    return [uuid, date, data, price, url, components]
}

func fromFoundation(in timeZone: TimeZone) -> [Any?] {
    let id = UniqueID(UUID())
    let moment = DateTime(Date())
    let local = DateTime(Date()).at(timeZone)
    let today = CalendarDate(Date(), in: timeZone)
    let day = CalendarDate(DateComponents(year: 2026, month: 3, day: 14))
    let price = DecimalNumber(Decimal(1999) / 100)
    let signature = Base64(Data([1, 2, 3]))
    let uri = URI(URL(filePath: "/tmp/cover.png"))
    return [id, moment, local, today, day, price, signature, uri]
}
