import Catalogue
import ClientCore
import Presentation

extension Evening {
    init(_ client: Client, on day: Day) throws {
        let status = try client.status()
        let prompts = try status.waitingForMe.isEmpty ? [] : client.prompts(deck: nil, search: nil)
        self.init(
            status: status, today: try client.today(on: day, about: nil),
            waiting: prompts.first { $0.state == .sealedByPartner && !$0.isSkipped },
            pledges: try client.pledges().filter { $0.isCurrent(on: day) })
    }
}
