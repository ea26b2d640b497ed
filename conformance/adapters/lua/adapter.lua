-- Adapter for Agora's Lua code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/lua).
--
-- Debian: apt-get install lua5.3 lua-dkjson lua-luaossl lua-socket lua-zlib
-- With LuaRocks: luarocks install --only-deps Tools/DynamicKey/AgoraDynamicKey/lua/*.rockspec; luarocks install dkjson
--
--     AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey npx accesstoken2-conformance -- lua5.3 adapter.lua
local json = require("dkjson")

local agora_tools = os.getenv("AGORA_TOOLS")
if not agora_tools then
    io.stderr:write("AGORA_TOOLS must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools\n")
    os.exit(1)
end

-- The rockspec installs lua/src as agora_token.
table.insert(package.searchers, 2, function(name)
    local module = name:match("^agora_token%.(.+)$")
    return module and assert(loadfile(agora_tools .. "/lua/src/" .. module .. ".lua"))
end)

local function is_installed(name)
    return package.searchpath(name, package.path) or package.searchpath(name, package.cpath)
end

-- Debian has no package for the base64 rock. LuaSocket's decoder may differ from it for text that is not base64.
if not is_installed("base64") then
    local mime = require("mime")
    package.loaded.base64 = { encode = mime.b64, decode = mime.unb64 }
end

-- Debian's md5 does not support Lua 5.3. Agora's code loads it here, but uses it only in its APaaS builders.
if not is_installed("md5") then
    package.loaded.md5 = {}
end

local api = require("agora_token.access_token")

-- Per service number: its constructor, and its fields with their names in the object, in the constructor's order.
local SERVICES = {
    { api.new_service_rtc, { { "channelName", "channel_name" }, { "uid", "uid" } } },
    { api.new_service_rtm, { { "userId", "user_id" } } },
    { api.new_service_streaming, { { "channelName", "channel_name" }, { "account", "account" } } },
    { api.new_service_fpa, {} },
    { api.new_service_chat, { { "userId", "user_id" } } },
    { api.new_service_fcdn, { { "channelName", "channel_name" }, { "account", "account" } } },
    { api.new_service_apaas, { { "roomUuid", "room_uuid" }, { "userUuid", "user_uuid" }, { "role", "role" } } },
    { api.new_service_rtm2, { { "userId", "user_id" } } },
}
local RTM2 = 8

local function skip(reason)
    error({ skip = reason })
end

-- A value of the request: text, {hex = …}, or a number.
local function input(value)
    if type(value) == "table" then
        return (value.hex:gsub("%x%x", function(byte)
            return string.char(tonumber(byte, 16))
        end))
    end
    return value
end

local function hex(value)
    return { hex = (value:gsub(".", function(char)
        return string.format("%02x", char:byte())
    end)) }
end

local function output(value)
    return type(value) == "string" and hex(value) or value
end

local function list(items)
    return setmetatable(items, { __jsontype = "array" })
end

local function map(items, convert)
    local out = list({})
    for index, item in ipairs(items) do
        out[index] = convert(item)
    end
    return out
end

local function pairs_of(items, convert)
    local out = list({})
    for key, value in pairs(items) do
        table.insert(out, { key, convert(value) })
    end
    return out
end

local function make_service(request)
    local entry = SERVICES[request.type]
    if not entry then
        skip("no class for service " .. request.type)
    end
    local create, fields = table.unpack(entry)
    local arguments = {}
    for index, field in ipairs(fields) do
        arguments[index] = input(request[field[1]])
    end
    local service = create(table.unpack(arguments))
    for _, pair in ipairs(request.privileges) do
        service.service:add_privilege(input(pair[1]), input(pair[2]))
    end
    for _, pair in ipairs(request.permissions or {}) do
        local resource, accesses = input(pair[1]), pair[2]
        service.permissions.details[resource] = {}
        for _, access in ipairs(accesses) do
            service.permissions:add(resource, input(access[1]), map(access[2], input))
        end
    end
    return service
end

local function describe_service(service)
    local type_number = service.service:get_service_type()
    local described = { type = type_number, privileges = pairs_of(service.service.privileges, output) }
    for _, field in ipairs(SERVICES[type_number][2]) do
        described[field[1]] = output(service[field[2]])
    end
    if type_number == RTM2 then
        described.permissions = pairs_of(service.permissions.details, function(accesses)
            return pairs_of(accesses, function(names)
                return map(names, output)
            end)
        end)
    end
    return described
end

local function parse(text)
    local token = api.create_access_token()
    if not token:parse(text) then
        error("parse returned false")
    end
    return token
end

local operations = {
    describe = function()
        return {
            name = "Agora Lua",
            version = os.getenv("AGORA_TOOLS_VERSION") or "unknown",
            language = _VERSION,
            operations = { "build", "decode", "verify" },
            checks = list({}),
        }
    end,

    build = function(request)
        local token = api.new_access_token(input(request.appId), request.appCertificate, input(request.expiresIn))
        token.issue_ts = input(request.issuedAt)
        token.salt = input(request.salt)
        for _, service in ipairs(request.services) do
            token:add_service(make_service(service))
        end
        local text = token:build()
        if text == "" then
            error("build returned an empty string")
        end
        return text
    end,

    decode = function(request)
        local token = parse(request.token)
        return {
            appId = hex(token.app_id),
            issuedAt = token.issue_ts,
            expiresIn = token.expire,
            salt = token.salt,
            services = map(token.services, describe_service),
        }
    end,

    verify = function(request)
        return parse(request.token):verify_signature(request.appCertificate)
    end,
}

io.stdout:setvbuf("line")
for line in io.lines() do
    local request = json.decode(line)
    local answer = { id = request.id }
    local ok, result = pcall(operations[request.op], request)
    if ok then
        answer.result = result
    elseif type(result) == "table" and result.skip then
        answer.skip = result.skip
    else
        answer.error = tostring(result):gsub("[^\32-\126]", "?")
    end
    print(json.encode(answer))
end
