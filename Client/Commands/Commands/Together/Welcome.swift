import Catalogue
import ClientCore
import Models

/// Greets whoever comes with what matters now, runs what they choose, and greets them again.
///
/// Plain output: nothing is drawn over, so nothing is out of place where the window changes its size.
struct Welcome {
    let context: Context
    let isOffline: Bool

    func run() throws -> ExitStatus {
        var isFirst = true
        while true {
            let steps = try greet(isFirst: isFirst)
            guard let step = choice(among: steps), let arguments = step.arguments else { return .done }
            context.print([""])
            let status = Program(context: context.another()).run(arguments)
            guard step.comesBack else { return status }
            context.print([""])
            isFirst = false
        }
    }

    /// - Returns: what can be chosen.
    private func greet(isFirst: Bool) throws -> [NextStep] {
        guard try context.isInitialised() else {
            context.print(WelcomeText.newcomer(NextStep.ofNewcomer, on: context.page))
            return NextStep.ofNewcomer
        }
        let client = try context.client()
        if !isOffline { try client.syncIfOlder(than: 60, budget: 1) }
        // What cannot be told now is told the next time.
        try? context.tellNotices()
        let page = context.page
        let evening = try Evening(client, on: context.today)
        let steps = evening.steps(Twofold.names)
        let greeting =
            isFirst ? Wording.greeting(evening.status, hour: page.clock.time(page.now).hour) : nil
        context.print(WelcomeText.lines(evening, greeting: greeting, steps, on: page))
        return steps
    }

    /// - Returns: nil where nobody can press any key.
    private func choice(among steps: [NextStep]) -> NextStep? {
        while true {
            switch context.console.key(seconds: nil) {
            case .pressed(0x0A), .pressed(0x0D):
                if let nearest = steps.first(where: \.isNearest) { return nearest }
            case .pressed(0x04), .ended: return nil
            case .pressed(let octet):
                let key = Character(Unicode.Scalar(octet)).lowercased()
                if let step = steps.first(where: { String($0.key) == key }) { return step }
            case .timedOut: continue
            }
        }
    }
}
