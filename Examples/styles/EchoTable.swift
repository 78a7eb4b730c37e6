// The operations of the tag `styles`: each answers the text, the list and the object that it read.

import StylesExample
import WritServer

struct EchoTable: StylesHandlers {
    func readSimple(_ input: ReadSimple.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb)
    }
    func readSimpleExploded(_ input: ReadSimpleExploded.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb)
    }
    func readLabel(_ input: ReadLabel.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb)
    }
    func readLabelExploded(_ input: ReadLabelExploded.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb)
    }
    func readMatrix(_ input: ReadMatrix.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb)
    }
    func readMatrixExploded(_ input: ReadMatrixExploded.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb)
    }
    func readForm(_ input: ReadForm.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb)
    }
    func readFormExploded(_ input: ReadFormExploded.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb)
    }
    func readReserved(_ input: ReadReserved.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, count: input.count)
    }
    func readSpaces(_ input: ReadSpaces.Input, context: RequestContext) async throws -> Read {
        Read(colors: input.colors, rgb: input.rgb)
    }
    func readPipes(_ input: ReadPipes.Input, context: RequestContext) async throws -> Read {
        Read(colors: input.colors, rgb: input.rgb)
    }
    func readDeep(_ input: ReadDeep.Input, context: RequestContext) async throws -> Read {
        Read(rgb: input.rgb, paint: input.paint)
    }
    func readFields(_ input: ReadFields.Input, context: RequestContext) async throws -> Read {
        Read(
            color: input.xColor, colors: input.xColors, rgb: input.xRgb ?? input.xRgbExploded, count: input.xCount,
            paint: input.xPaint)
    }
    func readCookies(_ input: ReadCookies.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb, count: input.count, paint: input.paint)
    }
    func readPlainCookies(_ input: ReadPlainCookies.Input, context: RequestContext) async throws -> Read {
        Read(color: input.color, colors: input.colors, rgb: input.rgb)
    }
    func readJoinedCookies(_ input: ReadJoinedCookies.Input, context: RequestContext) async throws -> Read {
        Read(colors: input.colors, rgb: input.rgb)
    }
}
