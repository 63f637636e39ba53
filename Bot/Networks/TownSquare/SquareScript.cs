namespace SocialCareBot.Networks.TownSquare;

/// <summary>A line of the samples: who says what, how many minutes before the first start or after the scripted hour began.</summary>
internal sealed record ScriptLine(double Minute, string Handle, string Name, int Followers, string Text, string Language = "en");

/// <summary>What is said on the square for practice. Written for this project; nobody in it exists.</summary>
internal static class SquareScript
{
    /// <summary>The first day's forty posts, in minutes before the first start.</summary>
    public static IReadOnlyList<ScriptLine> Samples { get; } =
    [
        new(174, "tomwhit", "Tom Whitlow", 310, "@gridco how do I read the new meter? It shows four numbers and none of them looks like last month's."),
        new(168, "petra_sonn", "Petra Sonnleitner", 95, "@gridco Wo finde ich meine Zählernummer? In der App steht nur die Kundennummer.", "de"),
        new(161, "gail_b", "Gail Brennan", 1_240, "The man from @gridco who fixed our street light came within the hour and swept up after himself. Thank you."),
        new(150, "oskar77", "Oskar Niel", 60, "@gridco you charged me twice in October. 84.20, both on the 3rd. Where is my refund?"),
        new(147, "hw_mertens", "Heinz W. Mertens", 22, "@gridco Zweimal abgebucht, dreimal angerufen, keiner geht ran. Was soll das?", "de"),
        new(139, "lina_dart", "Lina Dart", 4_300, "Why not text people an hour before planned works, @gridco? A card in the letterbox reaches nobody under forty."),
        new(133, "rafi_o", "Rafi Osei", 780, "@gridco the cable box on Mill Lane is open and there are sparks when it rains. Children walk past it."),
        new(128, "deals4daily", "Daily Deals", 15_700, "Win a year of free power! GridCo GridCo GridCo, click before midnight."),
        new(121, "susi_k", "Susi Kranz", 140, "@gridco Danke an den Kollegen von gestern Abend, der Strom war nach zwanzig Minuten wieder da.", "de"),
        new(117, "nils_p", "Nils Paulsen", 33, "@gridco my bill says I used 900 units in a flat I moved out of in May. I have the hand-over papers."),
        new(112, "mo_adeyemi", "Mo Adeyemi", 2_050, "@gridco when do the works on Station Road end? The sign says September."),
        new(104, "vera_l", "Vera Lindqvist", 51, "@gridco I was promised a call back on Tuesday. It is Monday again."),
        new(99, "kay_ferro", "Kay Ferro", 610, "lol GridCo's hold music is the best band I have heard this year"),
        new(93, "dr_anand", "Dr Priya Anand", 9_800, "@gridco our practice runs on a generator since this morning and your hotline says there is no outage. There is."),
        new(86, "fritz_ems", "Fritz Emsland", 17, "@gridco Kann ich den Abschlag auch zum Fünfzehnten zahlen?", "de"),
        new(80, "bea_walsh", "Bea Walsh", 205, "@gridco your app signs me out each time I open the bill. Phone is two months old."),
        new(74, "joe_mccall", "Joe McCall", 88, "@gridco third letter from your debt people for a bill I paid in August. Next stop: the ombudsman."),
        new(69, "ines_v", "Ines Vidal", 460, "Kudos to @gridco for the plain English on the new bill. First one I understood."),
        new(61, "t_baptiste", "Thea Baptiste", 1_900, "@gridco is it true that the price goes up in January? My neighbour got a letter, I did not."),
        new(55, "uwe_h", "Uwe Hartwig", 12, "@gridco Der Ableser kam um sieben Uhr früh, angekündigt war vierzehn Uhr. Bitte einmal abstimmen.", "de"),
        new(48, "sam_rowe", "Sam Rowe", 340, "@gridco your van has blocked our drive since eight. Nobody in it, nobody near it."),
        new(41, "amy_cho", "Amy Cho", 27, "@gridco can I switch to a day and night tariff without a new meter?"),
        new(36, "karl_dietz", "Karl Dietz", 71, "@gridco Auf der Rechnung steht mein alter Name. Seit der Hochzeit sind drei Jahre vergangen.", "de"),
        new(33, "pat_quill", "Pat Quill", 130, "@gridco the form for solar feed-in asks for a fax number. Does anybody there own a fax?"),
        new(29, "zoe_marsh", "Zoe Marsh", 5_600, "It would be nice if @gridco showed outages on a map the way the water people do."),
        new(26, "riverside_ann", "Ann Towers", 210, "@gridco no power in Riverside since ten past. Whole street is dark."),
        new(25.5, "mira_k", "Mira K", 12_400, "@gridco The power has been out since six and your hotline hangs up on me. My mother is on oxygen. What are you DOING?"),
        new(25, "dan_brook", "Dan Brook", 45, "@gridco power is out on Canal Street too, since about ten past."),
        new(24, "l_ostrowski", "Lena Ostrowski", 390, "@gridco Stromausfall am Flussufer, auch die Ampeln sind aus.", "de"),
        new(23, "coffee_at_no9", "Number Nine Coffee", 3_100, "@gridco a cafe without power on a Monday morning. How long will this outage take?"),
        new(22, "george_h", "George Hale", 8, "@gridco no power riverside. freezer full. who pays for that?"),
        new(20, "elif_y", "Elif Yilmaz", 260, "@gridco kein Strom seit einer halben Stunde, und der Aufzug steht. Im vierten Stock wohnt eine Dame im Rollstuhl.", "de"),
        new(17, "river_school", "Riverside School", 880, "@gridco the whole school is without power. Do we send the children home?"),
        new(14, "benj_t", "Benjamin Tull", 19, "@gridco is the outage in Riverside known? Your site says all is well."),
        new(11, "cityreporter", "Maya Holt, City Desk", 58_000, "Hundreds of homes in Riverside are in the dark, and GridCo has said nothing for half an hour. @gridco, what happened?"),
        new(9, "ivy_rooms", "Ivy Guest House", 720, "@gridco twelve guests, no power, no word from you. What do I tell them?"),
        new(7, "noah_w", "Noah Wills", 150, "@gridco smoke from the substation behind the Riverside car park. I have called the fire brigade."),
        new(5, "tilda_s", "Tilda Sommer", 64, "@gridco Blackout in der Uferstraße. Wann kommt jemand?", "de"),
        new(3, "greta_n", "Greta Novak", 2_700, "@gridco thanks for nothing. Second blackout in a month."),
        new(1.5, "omar_f", "Omar Farouk", 410, "@gridco my insulin is in the fridge and the fridge is off. Riverside, number 40. Please."),
    ];

    /// <summary>What follows when somebody starts the scripted hour, in minutes after it began.</summary>
    public static IReadOnlyList<ScriptLine> Hour { get; } =
    [
        new(0.1, "wes_park", "Wes Parker", 90, "@gridco power just went out on Park Row as well."),
        new(0.6, "hanna_b", "Hanna Berg", 33, "@gridco Jetzt ist auch bei uns der Strom weg, Lindenweg 3.", "de"),
        new(1.2, "mira_k", "Mira K", 12_400, "@gridco still nobody. The bottle lasts two more hours."),
        new(2, "phil_o", "Phil Oduya", 1_300, "@gridco how long until the power is back in Riverside?"),
        new(4, "jean_tait", "Jean Tait", 5, "@gridco I do not want a robot. I want somebody to tell me when."),
        new(7, "cityreporter", "Maya Holt, City Desk", 58_000, "Update: no statement from @gridco after an hour. We keep asking."),
        new(11, "sofia_r", "Sofia Reyes", 320, "@gridco power is back on Canal Street. Thank you to whoever is out there in the rain."),
        new(16, "nils_p", "Nils Paulsen", 33, "@gridco and now a reminder fee on the bill that was wrong to begin with."),
        new(22, "kurt_ahl", "Kurt Ahlers", 14, "@gridco Wieder Strom in der Uferstraße. Danke.", "de"),
        new(28, "ada_finch", "Ada Finch", 2_200, "Suggestion for @gridco: put the number of the crew on the outage page, so that we can wave them in."),
        new(35, "lou_grant", "Lou Grantham", 77, "@gridco the lights flicker since it came back. Is that safe?"),
        new(44, "paulq", "Paul Quist", 9, "@gridco who do I write to about the food in the freezer?"),
        new(53, "mira_k", "Mira K", 12_400, "@gridco power is back here. A word from you would have helped."),
    ];
}
