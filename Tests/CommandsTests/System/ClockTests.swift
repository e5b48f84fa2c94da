import Catalogue
import ClientCore
import Commands
import Composition
import Foundation
import Machine
import Models
import Testing
import Vault

@Suite("Clocks of the system")
struct ClockTests {
    @Test func `the boot clock names its boot and goes on`() {
        let first = SystemClock.boot()
        let second = SystemClock.boot()
        #expect(!first.boot.isEmpty && first.boot == second.boot)
        #expect(first.milliseconds > 0 && second.milliseconds >= first.milliseconds)
    }

    @Test(arguments: [
        ("desk", "desk"), ("Adas-MacBook-Pro.local", "Adas-MacBook-Pro"), ("laptop.lan", "laptop"), ("raspberrypi", "raspberrypi"),
        ("localhost", nil), ("localhost.localdomain", nil), ("", nil), ("(none)", nil), ("3f0a91c2be47", nil),
        ("192.168.1.4", nil), ("ip-10-0-0-5.ec2.internal", nil), ("9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", nil), ("host-12", nil),
        ("ada2", "ada2"), ("cafe", "cafe"),
    ])
    func `a machine is called by its name, if that tells anything`(host: String, name: String?) {
        #expect(MachineName.telling(host) == name)
    }

    @Test func `the wall clock is the system's`() {
        let before = Int64(Date().timeIntervalSince1970 * 1000) - 1
        let now = SystemClock.wall().milliseconds
        #expect(before <= now && now <= Int64(Date().timeIntervalSince1970 * 1000) + 1)
    }

    @Test func `local time is as far ahead as the system says, at that time of year`() {
        for days: Int64 in [0, 90, 180, 270] {
            let instant = SystemClock.wall().advanced(by: .seconds(days * 86_400))
            let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
            let here = instant.advanced(by: .seconds(Int64(TimeZone.current.secondsFromGMT(for: date))))
            #expect(SystemClock.onTheWall.time(instant) == CivilTime(here))
        }
    }

    @Test func `random octets are as many as asked for, and others each time`() {
        let random = RandomSource.system
        #expect(random.bytes(0).isEmpty)
        #expect(random.bytes(32).count == 32)
        #expect(random.bytes(32) != random.bytes(32))
    }
}
