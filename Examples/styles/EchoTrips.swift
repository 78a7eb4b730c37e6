// The operations of the tag `trips`: each answers the values that it read, from every place and in every style.

import StylesExample
import WritServer

struct EchoTrips: TripsHandlers {
    func tripSimple(_ input: TripSimple.Input, context: RequestContext) async throws -> Trip {
        Trip(
            number: input.number, exploded: input.exploded, text: input.text, numbers: input.numbers, list: input.list,
            person: input.person, members: input.members)
    }

    func tripLabel(_ input: TripLabel.Input, context: RequestContext) async throws -> Trip {
        Trip(
            number: input.number, exploded: input.exploded, text: input.text, numbers: input.numbers, list: input.list,
            person: input.person, members: input.members)
    }

    func tripMatrix(_ input: TripMatrix.Input, context: RequestContext) async throws -> Trip {
        Trip(
            number: input.number, exploded: input.exploded, text: input.text, numbers: input.numbers, list: input.list,
            person: input.person, members: input.members)
    }

    func tripContent(_ input: TripContent.Input, context: RequestContext) async throws -> Trip {
        Trip(number: input.value1number, text: input.text, person: input.person)
    }

    func tripQuery(_ input: TripQuery.Input, context: RequestContext) async throws -> Trip {
        Trip(
            number: input.number, exploded: input.exploded, text: input.text, numbers: input.numbers ?? input.spaced,
            list: input.list ?? input.piped, person: input.person, members: input.members, content: input.content,
            first: input.value1st)
    }

    func tripDeep(_ input: TripDeep.Input, context: RequestContext) async throws -> Trip { Trip(journey: input.journey) }

    func tripFields(_ input: TripFields.Input, context: RequestContext) async throws -> Trip {
        Trip(
            number: input.xNumber, exploded: input.xExploded, text: input.xText, numbers: input.xNumbers, list: input.xList,
            person: input.xPerson, members: input.xMembers, content: input.xContent, first: input.value1St)
    }

    func tripCookies(_ input: TripCookies.Input, context: RequestContext) async throws -> Trip {
        Trip(
            number: input.number, exploded: input.exploded, text: input.text, numbers: input.numbers, list: input.list,
            person: input.person, members: input.members,
            content: input.content, first: input.value1st)
    }

    func tripChoices(_ input: TripChoices.Input, context: RequestContext) async throws -> Trip {
        Trip(
            choices: Choices(
                pair: input.pair ?? input.xPair, rate: input.rate, isLast: input.isLast, pick: input.pick ?? input.xPick,
                picks: input.picks))
    }

    func tripForm(_ input: TripForm.Input, context: RequestContext) async throws -> Trip { Trip(choices: input.choices) }
}
