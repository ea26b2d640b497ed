# Adapter for Agora's Ruby code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/ruby).
#
# Debian: apt-get install ruby
#
#     AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey npx accesstoken2-conformance -- ruby adapter.rb
require 'json'

agora_tools = ENV.fetch('AGORA_TOOLS') do
  abort 'AGORA_TOOLS must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools'
end
require File.expand_path('ruby/lib/dynamic_key2', agora_tools)

class Skip < StandardError; end

Api = AgoraDynamicKey2

# Per service number: its class, and its fields with the accessors for them, in the order of the constructor's arguments.
SERVICES = {
  1 => [Api::ServiceRtc, { 'channelName' => :channel_name, 'uid' => :uid }],
  2 => [Api::ServiceRtm, { 'userId' => :user_id }],
  3 => [Api::ServiceStreaming, { 'channelName' => :channel_name, 'account' => :account }],
  4 => [Api::ServiceFpa, {}],
  5 => [Api::ServiceChat, { 'userId' => :uid }],
  6 => [Api::ServiceFCdn, { 'channelName' => :channel_name, 'account' => :account }],
  7 => [Api::ServiceApaas, { 'roomUuid' => :room_uuid, 'userUuid' => :user_uuid, 'role' => :role }],
  8 => [Api::ServiceRtm2, { 'userId' => :user_id }]
}.freeze

# A string of the request. Numbers are returned as they are.
def in_value(value)
  value.is_a?(Hash) ? [value['hex']].pack('H*') : value
end

def out(value)
  value.is_a?(String) ? { hex: value.unpack1('H*') } : value
end

def make_service(request)
  raise Skip, "no class for service #{request['type']}" unless SERVICES.key?(request['type'])

  service_class, fields = SERVICES[request['type']]
  service = service_class.new(*fields.keys.map { |field| in_value(request[field]) })
  request['privileges'].each { |privilege, seconds| service.add_privilege(privilege, seconds) }
  request.fetch('permissions', []).each do |resource, accesses|
    service.permissions.details[resource] = {}
    accesses.each { |access, names| service.permissions.add(resource, access, names.map { |name| in_value(name) }) }
  end
  service
end

def describe_service(service)
  _, fields = SERVICES[service.type]
  described = { type: service.type, privileges: service.privileges.to_a }
  fields.each { |field, accessor| described[field] = out(service.public_send(accessor)) }
  if service.is_a?(Api::ServiceRtm2)
    described[:permissions] = service.permissions.details.map do |resource, accesses|
      [resource, accesses.map { |access, names| [access, names.map { |name| out(name) }] }]
    end
  end
  described
end

def parse(text)
  token = Api::AccessToken.new
  raise 'parse returned false' unless token.parse(text)

  token
end

OPERATIONS = {
  'describe' => lambda do |_request|
    {
      name: 'Agora Ruby',
      version: ENV.fetch('AGORA_TOOLS_VERSION', 'unknown'),
      language: "Ruby #{RUBY_VERSION}",
      operations: %w[build decode verify],
      checks: []
    }
  end,
  'build' => lambda do |request|
    token = Api::AccessToken.new(in_value(request['appId']), request['appCertificate'], request['expiresIn'])
    token.issue_ts = request['issuedAt']
    token.salt = request['salt']
    request['services'].each { |service| token.add_service(make_service(service)) }
    text = token.build
    raise 'build returned an empty string' if text.empty?

    text
  end,
  'decode' => lambda do |request|
    token = parse(request['token'])
    {
      appId: out(token.app_id),
      issuedAt: token.issue_ts,
      expiresIn: token.expire,
      salt: token.salt,
      services: token.services.map { |service| describe_service(service) }
    }
  end,
  'verify' => ->(request) { parse(request['token']).verify_signature(request['appCertificate']) }
}.freeze

$stdout.sync = true
$stdin.set_encoding('UTF-8')
$stdin.each_line do |line|
  request = JSON.parse(line)
  answer = { id: request['id'] }
  begin
    answer[:result] = OPERATIONS.fetch(request['op']).call(request)
  rescue Skip => reason
    answer[:skip] = reason.message
  rescue StandardError => error
    answer[:error] = "#{error.class}: #{error.message}".scrub
  end
  puts JSON.generate(answer)
end
